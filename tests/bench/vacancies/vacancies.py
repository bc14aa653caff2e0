"""Forty-five vacancies of Noord-Limburg, as an employer would put them up; nothing of them was looked up first."""

from typing import NamedTuple


class Vacancy(NamedTuple):
    """`what` and `also` are attribute:code; `hours` bands; `asks` a licence or an education."""

    title: str
    place: str
    what: str
    also: str
    hours: tuple[str, ...]
    asks: str


FULL, PART, SMALL = ("32-40",), ("24-32",), ("16-24",)
MORE, LESS = ("24-32", "32-40"), ("8-16", "16-24")

VACANCIES = (
    Vacancy("Orderpicker versmagazijn", "Venray", "task:orderpicken", "skill:werken-met-een-handscanner", FULL, "education:vmbo"),
    Vacancy("Heftruckchauffeur", "Venlo", "task:heftruck-rijden", "task:laden-en-lossen", FULL, "licence:B"),
    Vacancy("Medewerker inpak", "Horst aan de Maas", "task:inpakken-en-sorteren", "skill:dozen-vouwen", PART, "education:praktijkonderwijs"),
    Vacancy("Reachtruckchauffeur", "Venlo", "skill:reachtruck-rijden", "skill:heftruck-rijden", FULL, "education:mbo-2"),
    Vacancy("Medewerker goederenontvangst", "Venlo", "task:goederen-ontvangen", "task:voorraad-tellen", MORE, "education:mbo-1"),
    Vacancy("Medewerker retouren", "Venlo", "skill:retouren-verwerken", "task:inpakken-en-sorteren", PART, "education:vmbo"),
    Vacancy("Lader en losser", "Gennep", "task:laden-en-lossen", "skill:pallets-stapelen", FULL, "licence:B"),
    Vacancy("Productiemedewerker voeding", "Venray", "task:voedsel-verwerken", "skill:hygienisch-werken-volgens-haccp", FULL, "education:vmbo"),
    Vacancy("Operator verpakkingslijn", "Venray", "task:machines-bedienen", "skill:verpakkingsmachine-bedienen", FULL, "education:mbo-2"),
    Vacancy("Monteur assemblage", "Peel en Maas", "task:assembleren", "skill:onderdelen-in-elkaar-zetten", MORE, "education:mbo-1"),
    Vacancy("Lijnmedewerker", "Beesel", "task:aan-een-productielijn-werken", "task:inpakken-en-sorteren", FULL, "education:praktijkonderwijs"),
    Vacancy("Kwaliteitscontroleur", "Venlo", "task:producten-controleren", "skill:producten-controleren-op-fouten", PART, "education:mbo-2"),
    Vacancy("Lasser MIG/MAG", "Venray", "skill:lassen-met-mig-mag", "task:metaal-bewerken", FULL, "education:mbo-2"),
    Vacancy("Medewerker houtbewerking", "Horst aan de Maas", "task:hout-bewerken", "skill:hout-zagen", MORE, "education:praktijkonderwijs"),
    Vacancy("Champignonplukker", "Horst aan de Maas", "skill:champignons-plukken", "task:planten-en-oogsten", PART, "education:basisonderwijs"),
    Vacancy("Medewerker kas", "Venlo", "task:planten-en-oogsten", "skill:oogsten-in-de-kas", FULL, "education:praktijkonderwijs"),
    Vacancy("Medewerker boomkwekerij", "Horst aan de Maas", "skill:bomen-en-struiken-kweken", "task:snoeien-en-wieden", FULL, "licence:B"),
    Vacancy("Hovenier onderhoud", "Venray", "task:groen-onderhouden", "skill:heggen-knippen", FULL, "licence:B"),
    Vacancy("Maaier openbaar groen", "Bergen (L.)", "task:gras-maaien", "task:groen-onderhouden", FULL, "licence:T"),
    Vacancy("Medewerker potplanten", "Peel en Maas", "task:bloemen-en-planten-verwerken", "skill:planten-oppotten", PART, "education:vmbo"),
    Vacancy("Wijkbeheerder schoon", "Venlo", "task:buitenruimte-schoonhouden", "skill:zwerfafval-opruimen", LESS, "licence:B"),
    Vacancy("Dierverzorger kinderboerderij", "Venray", "task:dieren-verzorgen", "skill:dieren-voeren", SMALL, "education:mbo-1"),
    Vacancy("Stalmedewerker", "Peel en Maas", "task:stallen-schoonhouden", "task:dieren-verzorgen", MORE, "licence:T"),
    Vacancy("Schoonmaker kantoren", "Venlo", "task:schoonmaken", "skill:kantoren-schoonmaken", LESS, "education:basisonderwijs"),
    Vacancy("Schoonmaker school", "Gennep", "task:schoonmaken", "skill:sanitair-schoonmaken", SMALL, "education:praktijkonderwijs"),
    Vacancy("Medewerker wasserij", "Venlo", "task:wassen-en-strijken", "skill:strijken", PART, "education:praktijkonderwijs"),
    Vacancy("Industrieel reiniger", "Venray", "task:machines-en-hallen-reinigen", "skill:hogedrukreiniger-gebruiken", FULL, "licence:B"),
    Vacancy("Kok bedrijfsrestaurant", "Venlo", "task:koken", "skill:groente-snijden", MORE, "education:mbo-2"),
    Vacancy("Keukenhulp", "Horst aan de Maas", "task:afwassen", "task:lunch-verzorgen", SMALL, "education:praktijkonderwijs"),
    Vacancy("Bediening lunchroom", "Venray", "task:bedienen", "skill:eten-en-drinken-serveren", LESS, "education:vmbo"),
    Vacancy("Vakkenvuller avond", "Gennep", "task:vakken-vullen", "skill:winkel-netjes-houden", LESS, "education:vmbo"),
    Vacancy("Kassamedewerker", "Venlo", "task:kassa-bedienen", "task:klanten-helpen", SMALL, "education:mbo-1"),
    Vacancy("Medewerker kringloop", "Venray", "skill:kleding-sorteren", "task:klanten-helpen", PART, "education:praktijkonderwijs"),
    Vacancy("Gastvrouw verpleeghuis", "Venlo", "task:mensen-gezelschap-houden", "task:koffie-en-thee-verzorgen", LESS, "education:mbo-1"),
    Vacancy("Huishoudelijke hulp", "Peel en Maas", "task:helpen-in-het-huishouden", "task:schoonmaken", LESS, "licence:B"),
    Vacancy("Assistent activiteiten", "Horst aan de Maas", "task:activiteiten-begeleiden", "task:mensen-gezelschap-houden", SMALL, "education:mbo-2"),
    Vacancy("Hulp op de kinderopvang", "Venlo", "task:met-kinderen-werken", "skill:met-kinderen-spelen", PART, "education:mbo-2"),
    Vacancy("Administratief medewerker", "Venlo", "task:administratie-bijhouden", "task:data-invoeren", PART, "education:mbo-3"),
    Vacancy("Medewerker postkamer", "Venlo", "task:post-verwerken", "task:kopieren-en-scannen", LESS, "education:mbo-1"),
    Vacancy("Receptionist", "Venray", "task:bezoekers-ontvangen", "task:telefoon-beantwoorden", PART, "education:mbo-2"),
    Vacancy("Medewerker ICT-werkplek", "Venlo", "task:computers-klaarmaken", "task:gebruikers-helpen", FULL, "education:mbo-3"),
    Vacancy("Fietsenmaker", "Venray", "task:fietsen-repareren", "skill:banden-plakken", MORE, "education:mbo-1"),
    Vacancy("Schilder", "Beesel", "task:schilderen", "skill:schuren-en-plamuren", FULL, "licence:B"),
    Vacancy("Bezorger pakketten", "Bergen (L.)", "task:bezorgen", "skill:bestelbus-rijden", LESS, "licence:B"),
    Vacancy("Toezichthouder fietsenstalling", "Venlo", "task:stalling-of-parkeerplaats-beheren", "task:toezicht-houden", SMALL, "education:vmbo"),
)  # fmt: skip
"""45 of them."""
