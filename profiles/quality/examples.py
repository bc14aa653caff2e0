"""Searches to count with as long as employers searched too little: a fixed set, of ordinary vacancies.

Each asks for one to three things, in about the measure in which vacancies for
starters name them: first the work, then a licence, hours, or an education. No
places, since a region has its own.
"""

EXAMPLES = (
    "task=orderpicken",
    "task=inpakken-en-sorteren",
    "task=schoonmaken",
    "task=groen-onderhouden",
    "task=vakken-vullen",
    "task=data-invoeren",
    "task=bedienen",
    "skill=heftruck-rijden&task=heftruck-rijden",
    "skill=producten-inpakken&task=inpakken-en-sorteren",
    "sector=H",
    "also-task=assembleren&sector=C",
    "licence=B",
    "licence=B&task=laden-en-lossen",
    "licence=B&task=groen-onderhouden",
    "hours=24-32&hours=32-40&task=orderpicken",
    "hours=16-24&task=schoonmaken",
    "hours=32-40&skill=machine-bedienen",
    "education=mbo-2&education=mbo-3&task=kassa-bedienen",
    "education=mbo-2&task=administratie-bijhouden",
    "availability=meteen&task=aan-een-productielijn-werken",
    "availability=meteen&hours=16-24&task=afwassen",
    "task=koken&transport=fiets",
    "language=nld-spreken-redelijk&task=klanten-helpen",
    "skill=goederen-ontvangen&task=goederen-ontvangen",
)
