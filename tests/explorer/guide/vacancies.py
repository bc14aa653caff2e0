"""Thirty made-up vacancies, written as employers write them; `RIGHT` has what each asks for."""

TEXTS: tuple[str, ...] = (
    """Orderpicker in Venray. Wij zoeken een orderpicker voor 24 tot 32 uur per week.
Je verzamelt bestellingen en laadt pallets. Rijbewijs B is handig. Wij zijn een gezellig team.""",
    """Medewerker groenvoorziening. Werkzaamheden: gras maaien, heggen snoeien, onkruid wieden.
Je werkt buiten, in weer en wind. Je hebt rijbewijs B en spreekt Nederlands.
Standplaats: Horst aan de Maas.""",
    """Schoonmaker gezocht voor ons kantoor in Venlo. 16 tot 24 uur per week, in de avond.
Ervaring is niet nodig. Wij bieden een vast contract na een jaar.""",
    """Heftruckchauffeur met ervaring. Fulltime, 40 uur. Je rijdt op een heftruck en lost vrachtwagens.
Je hebt een heftruckcertificaat. Salaris volgens de cao.""",
    """Wij zoeken een receptionist voor het gemeentehuis. Je neemt de telefoon op en ontvangt bezoekers.
Mbo niveau 4. Je spreekt goed Nederlands en Engels. 32 uur per week.""",
    """Productiemedewerker voor onze fabriek. Je werkt in ploegendienst.
Je pakt producten in en controleert ze.
Geen diploma nodig. Wij leren je alles.""",
    """Kassamedewerker supermarkt Gennep, 12 uur per week. Je scant de boodschappen, rekent af en vult vakken.
Je werkt ook op zaterdag.""",
    """Keukenhulp in het verzorgingshuis. Afwassen, groenten snijden en tafels dekken.
Werktijden: ochtend. Je kunt goed samenwerken.""",
    """Administratief medewerker. Facturen verwerken, gegevens invoeren in Excel, archiveren.
Mbo-diploma gewenst. 24 uur per week. Je werkt nauwkeurig.""",
    """Chauffeur bestelbus. Pakketten bezorgen in de regio. Rijbewijs B verplicht.
Je begint om zeven uur. Parttime of fulltime, in overleg.""",
    """Magazijnmedewerker (m/v/x) in Venlo
- goederen ontvangen
- orders verzamelen
- voorraad tellen
Je beschikt over rijbewijs B. Minimaal 32 uur.""",
    """Huishoudelijke hulp, 8 tot 16 uur. Je stofzuigt, dweilt en strijkt. Fiets is voldoende.
Je bent betrouwbaar en vriendelijk.""",
    """Fietsenmaker. Je repareert fietsen en e-bikes en helpt klanten in de winkel. Fulltime.
Een technische opleiding is een pre.""",
    """Conciërge voor een basisschool in Bergen. Kleine reparaties,
toezicht houden op het plein en koffie zetten.
20 uur per week, maandag tot en met vrijdag.""",
    """Medewerker plantenkwekerij: planten oppotten, stekken en sorteren. Seizoenswerk.
Je kunt meteen beginnen.
Je werkt graag buiten.""",
    """Lasser. Ervaring met MIG/MAG lassen. Mbo 2 of 3. Je leest een technische tekening. 38 uur.""",
    """Verkoopmedewerker kleding. Klanten helpen, kleding vouwen en afrekenen. Koopavond en zaterdag.
Je spreekt Nederlands.""",
    """Dierverzorger op een boerderij. Dieren voeren, stallen uitmesten. Ook in het weekend.
Rijbewijs is niet nodig.""",
    """Timmerman of hulp-timmerman. Zagen, schroeven en kozijnen plaatsen. Rijbewijs BE is een voordeel.
Werkgebied: Peel en Maas.""",
    """Schilder voor binnen en buiten. Je schuurt, plamuurt en schildert. Fulltime.""",
    """Wij zoeken een assemblagemedewerker. Onderdelen monteren en solderen. Je hebt vaste handen.
Dagdienst, 36 uur per week.""",
    """Helpende in de zorg. Je helpt bewoners met wassen en aankleden en je dekt de tafel. Mbo 2.
Ook avonden en weekenden.""",
    """Cleaner wanted. You clean offices in Venlo, 16 to 24 hours a week. You speak English or Dutch.
No experience needed.""",
    """Warehouse worker. Order picking and packing. Driving licence B. Full time,
you can start right away.""",
    """Wasserijmedewerker. Wasgoed sorteren, strijken en vouwen. Je staat veel. 24 tot 32 uur.
Ons bedrijf bestaat 50 jaar.""",
    """Webontwikkelaar junior. Je maakt websites met HTML en CSS. Hbo of mbo 4. Thuiswerken kan.""",
    """Postbezorger in Venray. Post sorteren en bezorgen op de fiets. 3 dagen per week, zo'n 15 uur.
Voor bijverdieners en doorzetters.""",
    """Bediening in ons restaurant. Bestellingen opnemen, drankjes inschenken en afruimen.
Avonden en weekend. Je bent representatief en stressbestendig.""",
    """Stratenmaker. Tegels leggen en zand scheppen. Rijbewijs B. Lichamelijk zwaar werk. 40 uur per week.
Start: zo snel mogelijk.""",
    """Telefonist klantenservice. Je beantwoordt vragen per telefoon en e-mail. Nederlands en Duits.
Minimaal 24 uur. Mbo werk- en denkniveau.""",
)

RIGHT: tuple[str, ...] = (
    """
    task:orderpicken skill:orders-verzamelen place:GM0984 hours:24-32 licence:B
    """,
    """
    task:groen-onderhouden skill:tuin-en-park-onderhouden task:gras-maaien skill:grasmaaien
    skill:heggen-knippen skill:onkruid-wieden task:groen-en-buiten licence:B language:nld
    place:GM1507
    """,
    """
    task:schoonmaken skill:schoonmaken-binnen place:GM0983 hours:16-24
    """,
    """
    task:heftruck-rijden skill:heftruck-rijden hours:32-40
    """,
    """
    task:bezoekers-ontvangen skill:bezoekers-ontvangen task:telefoon-beantwoorden
    skill:telefoon-aannemen education:mbo-4 language:nld language:eng hours:24-32 hours:32-40
    """,
    """
    worktime:ploegendienst-2 worktime:ploegendienst-3 worktime:ploegendienst-5
    task:aan-een-productielijn-werken skill:lopende-band-bedienen
    """,
    """
    task:kassa-bedienen skill:afrekenen-aan-de-kassa task:vakken-vullen
    skill:winkel-vullen-en-inrichten place:GM0907 hours:8-16 worktime:zaterdag
    """,
    """
    task:afwassen skill:keuken-draaiend-houden skill:afwassen skill:groente-snijden task:koken
    skill:tafels-dekken-en-afruimen competence:24105
    """,
    """
    task:administratie-bijhouden skill:administratie skill:facturen-verwerken task:data-invoeren
    skill:gegevens-invoeren skill:werken-met-excel task:archiveren skill:archiveren education:mbo
    hours:16-24 hours:24-32 competence:24120
    """,
    """
    task:bezorgen skill:bestelbus-rijden skill:pakketten-bezorgen licence:B hours:tot-24 hours:32-40
    """,
    """
    task:orderpicken skill:orders-verzamelen-en-verzenden place:GM0983 task:goederen-ontvangen
    skill:goederen-ontvangen skill:orders-verzamelen task:voorraad-tellen skill:voorraad-tellen
    licence:B hours:32-40
    """,
    """
    task:helpen-in-het-huishouden skill:huis-schoonmaken hours:8-16 competence:24106
    """,
    """
    task:fietsen-repareren skill:fietsen-repareren task:winkel-en-verkoop hours:32-40
    """,
    """
    task:gebouwen-onderhouden skill:gebouw-controleren skill:kleine-reparaties-doen
    task:toezicht-houden skill:toezicht-houden task:koffie-en-thee-verzorgen skill:koffie-maken
    hours:16-24 worktime:maandag worktime:vrijdag
    """,
    """
    skill:planten-oppotten skill:zaaien-en-stekken task:inpakken-en-sorteren
    skill:producten-sorteren task:groen-en-buiten skill:werken-in-kas-en-akker
    task:planten-en-oogsten
    """,
    """
    task:metaal-bewerken skill:lassen-met-mig-mag education:mbo-2 hours:32-40
    """,
    """
    task:klanten-helpen skill:klanten-advies-geven task:kassa-bedienen worktime:zaterdag
    language:nld skill:verkopen-en-kassa
    """,
    """
    skill:dieren-voeren skill:stallen-uitmesten worktime:weekend worktime:zaterdag worktime:zondag
    task:dieren-verzorgen skill:dieren-verzorgen task:werken-met-dieren
    """,
    """
    task:timmeren skill:timmeren
    """,
    """
    task:schilderen skill:schilderen-en-afwerken hours:32-40
    """,
    """
    task:assembleren skill:onderdelen-in-elkaar-zetten skill:solderen hours:32-40
    """,
    """
    task:zorg-en-ondersteuning skill:mensen-verzorgen-en-ondersteunen education:mbo-2
    worktime:maandag-avond worktime:dinsdag-avond worktime:woensdag-avond worktime:donderdag-avond
    worktime:vrijdag-avond worktime:weekend
    """,
    """
    task:schoonmaken skill:schoonmaken-binnen skill:kantoren-schoonmaken place:GM0983 hours:16-24
    language:eng language:nld
    """,
    """
    task:orderpicken skill:orders-verzamelen-en-verzenden skill:orders-verzamelen
    task:inpakken-en-sorteren skill:producten-inpakken licence:B hours:32-40
    """,
    """
    task:wassen-en-strijken skill:wasmachines-bedienen skill:was-sorteren skill:strijken
    skill:linnengoed-vouwen hours:24-32
    """,
    """
    task:programmeren-en-testen skill:websites-bouwen education:hbo education:mbo-4
    """,
    """
    task:bezorgen skill:post-bezorgen place:GM0984 skill:post-sorteren hours:8-16
    """,
    """
    skill:bestellingen-opnemen skill:bar-bijhouden task:bedienen skill:tafels-dekken-en-afruimen
    worktime:maandag-avond worktime:dinsdag-avond worktime:woensdag-avond worktime:donderdag-avond
    worktime:vrijdag-avond worktime:weekend worktime:zaterdag worktime:zondag competence:24123
    skill:eten-en-drinken-serveren
    """,
    """
    task:straten-maken skill:bestrating-leggen task:metselen-en-tegels-zetten skill:tegels-zetten
    licence:B hours:32-40 availability:meteen
    """,
    """
    task:telefoon-beantwoorden skill:telefoon-aannemen skill:werken-met-e-mail-en-agenda
    language:nld language:deu hours:24-32 hours:32-40 education:mbo task:klanten-helpen
    """,
)
"""What each text asks for, judged by reading it; words of the register as `attribute:code`."""
