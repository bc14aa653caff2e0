"""Ten made-up vacancies that nothing was tuned on; `RIGHT` has what was read of each and is right.

Whoever changes the words or the rules by what these say writes ten new ones.
"""

TEXTS: tuple[str, ...] = (
    """Voor ons distributiecentrum in Venlo zoeken wij een reachtruckchauffeur. Je zet pallets weg in de
stellingen en vult de grijplocaties aan. Certificaat reachtruck is verplicht. Nachtdienst, 38 uur.""",
    """Slager gezocht (mbo 2 of 3). Vlees snijden, worst maken en klanten adviseren. Onze winkel staat
midden in Gennep. Werkdagen: dinsdag tot en met zaterdag.""",
    """Administratieve ondersteuning voor een kleine stichting. Post openen en verdelen, brieven kopiëren,
dossiers opbergen. Twee ochtenden per week, ongeveer 8 uur. Rustige werkplek zonder telefoon.""",
    """Medewerker afwas en spoelkeuken. Je spoelt pannen, ruimt borden op en houdt de keuken schoon.
Avonden en weekenden. Je kunt tegen drukte.""",
    """Glazenwasser. Je wast ramen bij particulieren en bedrijven in Horst aan de Maas. Hoogtevrees is niet
handig. Rijbewijs B en een goede conditie. 32 uur.""",
    """Tuincentrum zoekt weekendhulp voor de plantenafdeling en de kassa. Planten water geven, schappen
vullen, klanten helpen met dragen. Minimaal 15 uur per week.""",
    """Productiemedewerker confectie. Met de naaimachine stik je gordijnen en zomen. Je kunt precies
werken. Dagdienst, 24 tot 36 uur. Reiskosten worden vergoed.""",
    """Assistent-begeleider dagbesteding. Je helpt deelnemers met creatieve activiteiten, schenkt koffie en
rijdt soms de bus. Rijbewijs B nodig. Mbo niveau 3 zorg. Parttime.""",
    """Wij zoeken een beveiliger voor de receptie van ons museum. Je controleert toegangskaarten, loopt
rondes en wijst bezoekers de weg. Je spreekt Nederlands en Duits. Beveiligersdiploma mag je bij ons
halen.""",
    """Sloper / stratenmaker in de wegenbouw. Stenen tillen, zand aanvoeren met de kruiwagen, tegels
leggen. Start: zo snel mogelijk. VCA basis. Fulltime.""",
)
RIGHT: tuple[str, ...] = (
    """
    place:GM0983 task:heftruck-rijden skill:reachtruck-rijden task:magazijn-en-logistiek
    skill:goederen-opslaan-op-locatie worktime:maandag-nacht worktime:dinsdag-nacht
    worktime:woensdag-nacht worktime:donderdag-nacht worktime:vrijdag-nacht hours:32-40
    """,
    """
    task:voedsel-verwerken skill:vlees-verwerken education:mbo-2 task:klanten-helpen
    skill:verkopen-en-kassa task:winkel-en-verkoop place:GM0907 worktime:dinsdag worktime:zaterdag
    """,
    """
    task:post-verwerken skill:post-sorteren task:kopieren-en-scannen skill:kopieren-en-inbinden
    skill:archiveren hours:0-8 hours:8-16
    """,
    """
    task:afwassen skill:afwassen skill:keuken-draaiend-houden skill:keuken-schoonmaken
    worktime:maandag-avond worktime:dinsdag-avond worktime:woensdag-avond worktime:donderdag-avond
    worktime:vrijdag-avond worktime:weekend
    """,
    """
    task:ramen-wassen skill:glas-bewassen-buiten place:GM1507 licence:B hours:24-32 hours:32-40
    """,
    """
    task:winkel-en-verkoop worktime:weekend worktime:zaterdag worktime:zondag task:kassa-bedienen
    skill:afrekenen-aan-de-kassa skill:planten-water-geven task:vakken-vullen skill:vakken-vullen
    task:klanten-helpen skill:klanten-advies-geven hours:8-16 hours:16-24 hours:24-32 hours:32-40
    """,
    """
    task:aan-een-productielijn-werken sector:14 affinity:precies-werken competence:24120 hours:24-32
    hours:32-40
    """,
    """
    task:activiteiten-begeleiden skill:spelletjes-en-activiteiten-doen task:koffie-en-thee-verzorgen
    task:mensen-vervoeren skill:personen-vervoeren licence:B education:mbo-3 task:zorg-en-ondersteuning
    hours:tot-24
    """,
    """
    task:toezicht-houden skill:toezicht-houden task:bezoekers-ontvangen skill:ontvangst-en-telefoon
    language:nld language:deu
    """,
    """
    task:bouwplaats-opruimen skill:slopen task:straten-maken skill:bestrating-leggen
    task:metselen-en-tegels-zetten skill:tegels-zetten availability:meteen
    skill:veilig-werken-volgens-vca hours:32-40
    """,
)
"""What each text asks for, judged by reading it; words of the register as `attribute:code`."""
