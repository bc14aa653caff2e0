"""The entry for the Dutch algorithm register, publication standard 1.0, filled in from what runs here.

The organisation copies it, or lets the register fetch it. Names of fields are those of the standard.
"""

from collections.abc import Mapping

from django.conf import settings

from explorer.release.models import Release
from explorer.release.promise import k_of, one_in_of

STANDARD_VERSION = "1.0"
USUAL_ONE_IN = 20
# What the organisation may copy as it is, by field of the standard.
TEXTS = {
    "description_short": (
        "Werkgevers zien hoeveel mensen uit de doelgroep banenafspraak een soort werk kunnen "
        "doen, altijd in groepen van minstens {k}. Adviseurs vergelijken een wens met het "
        "register, kenmerk voor kenmerk."
    ),
    "goal": (
        "Mensen met een arbeidsbeperking vinden werk, en niemand wordt herkend. Werkgevers "
        "weten snel of er iemand is; het loket vindt wie past en vraagt eerst de kandidaat."
    ),
    "proportionality": (
        "Eén rij per persoon zonder naam is gemeten en verlaten: drie feiten wijzen 85 "
        "procent van de mensen aan. Groepen beantwoorden negen van de tien zoekvragen en "
        "wijzen niemand aan."
    ),
    "human_intervention": (
        "Er is geen score en geen besluit door een machine. Een adviseur leest de "
        "vergelijking, vraagt de kandidaat en de kandidaat beslist. Elke publicatie wordt "
        "door een medewerker gestart."
    ),
    "risks": (
        "Herkenning van mensen en afleiden van feiten: per publicatie gemeten met aanvallen, "
        "zie de pagina over de methode. Oude profielen: zij pauzeren vanzelf. Ongelijke "
        "behandeling: niet vastgelegd telt nooit als nee, en op gezondheid, leeftijd, "
        "geslacht of afkomst kan niet worden gezocht."
    ),
    "source_data": (
        "Profielen die een klantmanager met de kandidaat maakt of inleest uit Sonar: "
        "opleiding, vaardigheden, competenties, affiniteiten, sectoren, taken, uren, "
        "rijbewijs, vervoer, talen, gemeente. Geen BSN, leeftijd, geslacht, diagnose of "
        "uitkering."
    ),
    "methods_and_models": (
        "Tellen van combinaties van hoogstens werk, plaats en één voorwaarde; een drempel van"
        " {k} mensen of meer; elk paar van persoon en groep wordt met kans 1 op {one_in} "
        "weggelaten; getallen alleen als minstens {k}, {twice}, {four_times} enzovoort; controle "
        "met lineaire programma's. Vergelijken in het register is een lijst van ja, nee en "
        "onbekend. Niets is geleerd uit gegevens."
    ),
}


def entry(release: Release | None) -> dict[str, object]:
    """Every field of the standard that can be known here; the adopter adds what only they know.

    `release` is the active one; its policy is described; None before the first.
    """
    policy: Mapping[str, object] = release.policy if release else {}
    k, one_in = k_of(policy), one_in_of(policy) or USUAL_ONE_IN
    site = settings.SITE_URL
    return {
        "name": f"{settings.SITE_NAME} banenafspraak",
        "description_short": TEXTS["description_short"].format(k=k),
        "organization": settings.ORGANISATION,
        "category": ["Werk"],
        "status": "In gebruik" if release and not release.synthetic else "In ontwikkeling",
        "begin_date": f"{release.released_on:%Y-%m}" if release else None,
        "end_date": None,
        "contact_email": settings.DEFAULT_FROM_EMAIL,
        "website": f"{site}/",
        "publication_category": "Overige algoritmes",
        "url": f"{site}/methode/",
        "goal": TEXTS["goal"],
        "proportionality": TEXTS["proportionality"],
        "human_intervention": TEXTS["human_intervention"],
        "risks": TEXTS["risks"],
        "lawful_basis": "Participatiewet, artikel 7; Wet SUWI, artikel 30a (aan te vullen)",
        "impacttoetsen_grouping": [{"title": "Data Protection Impact Assessment (DPIA)", "link": None}],
        "source_data": TEXTS["source_data"],
        "methods_and_models": TEXTS["methods_and_models"].format(
            k=k, twice=2 * k, four_times=4 * k, one_in=one_in
        ),
        "provider": "Eigen beheer, open broncode (EUPL-1.2)",
        "publiccode": settings.SOURCE_URL or None,
        "lang": "NLD",
        "standard_version": STANDARD_VERSION,
        "source_id": f"kandidatenverkenner-{settings.SITE_REGION.lower().replace(' ', '-')}",
        "tags": "banenafspraak, anonimiteit, open data",
    }
