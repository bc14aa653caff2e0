"""Searches to reckon with as long as employers asked too little: a fixed set, of ordinary vacancies.

Each asks for one to three things, in about the measure in which vacancies for
starters name them: first the work, then a licence, hours, or an education. No
places, since a region has its own.
"""

EXAMPLES = (
    "task=task:orderpicken",
    "task=task:inpakken-en-sorteren",
    "task=task:schoonmaken",
    "task=task:groen-onderhouden",
    "task=task:vakken-vullen",
    "task=task:data-invoeren",
    "task=task:bedienen",
    "q=skill:heftruck-rijden&q=task:heftruck-rijden",
    "q=skill:producten-inpakken&q=task:inpakken-en-sorteren",
    "sector=sector:H",
    "sector=sector:C&task=task:assembleren",
    "licence=licence:B",
    "licence=licence:B&task=task:laden-en-lossen",
    "licence=licence:B&task=task:groen-onderhouden",
    "hours=hours:24-32&hours=hours:32-40&task=task:orderpicken",
    "hours=hours:16-24&task=task:schoonmaken",
    "hours=hours:32-40&skill=skill:machine-bedienen",
    "education=education:mbo-2&education=education:mbo-3&task=task:kassa-bedienen",
    "education=education:mbo-2&task=task:administratie-bijhouden",
    "availability=availability:meteen&task=task:aan-een-productielijn-werken",
    "availability=availability:meteen&hours=hours:16-24&task=task:afwassen",
    "task=task:koken&transport=transport:fiets",
    "language=language:nld-spreken-redelijk&task=task:klanten-helpen",
    "skill=skill:goederen-ontvangen&task=task:goederen-ontvangen",
)
