"""Made-up employers for the demonstration: they ask by the verbs of every employer, on days that are past."""

import datetime
from dataclasses import dataclass
from uuid import uuid4

from django.http import QueryDict

from explorer.contact.confirm_request import confirm_request
from explorer.contact.content import RequestContent
from explorer.contact.keys import KeyFor, key_for
from explorer.contact.models import ContactRequest
from explorer.contact.request_status import status_key
from explorer.contact.start_request import start_request
from explorer.contact.wish import read_wish
from explorer.contact.withdraw_request import withdraw_request
from explorer.release.models import Release
from explorer.search.current import Current

SOON, LATER = datetime.timedelta(minutes=9), datetime.timedelta(hours=26)


class RehearsalRefused(Exception):
    """The active release is of real people, or real employers asked already."""


@dataclass(frozen=True)
class Vacancy:
    """What a made-up employer asks for, so many days ago. `withdraws`: and takes back a day later."""

    days: int
    kind: str
    query: str
    organisation: str
    person: str
    words: str
    withdraws: bool = False


VACANCIES: tuple[Vacancy, ...] = (
    Vacancy(
        49,
        "proefplaatsing",
        "taak=orderpicken&vanuit=GM0984",
        "Peelhof Logistiek",
        "Anke Verbeek",
        "Bestellingen verzamelen met een scanner.",
    ),
    Vacancy(
        48,
        "kennismaken",
        "taak=groen-onderhouden&vanuit=GM1507",
        "Hoveniers Kersten",
        "Bart Kersten",
        "In een ploeg van drie.",
    ),
    Vacancy(
        45,
        "vacature",
        "taak=schoonmaken&vanuit=GM0983",
        "Schoon & Zo",
        "Fatma Demir",
        "Kantoren, na vijf uur.",
    ),
    Vacancy(
        44,
        "proefplaatsing",
        "taak=inpakken-en-sorteren&vanuit=GM0983&uren=24-32",
        "Zoetwaren Venlo",
        "Ilse Peeters",
        "",
    ),
    Vacancy(42, "stage", "taak=archiveren", "Gemeentearchief", "Koos Hermans", "Oude dossiers ordenen."),
    Vacancy(40, "kennismaken", "taak=vakken-vullen&vanuit=GM0889", "Super Reuver", "Lia Janssen", ""),
    Vacancy(
        38,
        "vacature",
        "taak=metaal-bewerken&vanuit=GM0907",
        "Metaal Gennep",
        "Piet Smeets",
        "Lassen, liefst met papieren.",
        withdraws=True,
    ),
    Vacancy(
        12,
        "proefplaatsing",
        "taak=assembleren&vanuit=GM1894",
        "Fietsfabriek Panningen",
        "Noor Claessens",
        "Wielen monteren.",
    ),
    Vacancy(
        9,
        "kennismaken",
        "taak=koken&vanuit=GM0907",
        "Restaurant De Maashoek",
        "Jan Vos",
        "Voorbereiden in de keuken.",
    ),
    Vacancy(
        6,
        "proefplaatsing",
        "taak=orderpicken&vanuit=GM0984&rijbewijs=B",
        "Bakkerij Aan de Maas",
        "Sjef Tax",
        "Brood sorteren en rondbrengen.",
    ),
    Vacancy(4, "vacature", "taak=data-invoeren&vanuit=GM0983", "Zorggroep Peelrand", "Mieke Lemmens", ""),
    Vacancy(
        3,
        "vraag",
        "",
        "Tuincentrum Horst",
        "Wim Hoeijmakers",
        "Wij hebben nog nooit iemand uit de banenafspraak gehad. Hoe begint u?",
    ),
    Vacancy(
        1,
        "kennismaken",
        "taak=schoonmaken&vanuit=GM0984&uren=8-16",
        "Hotel Asteria",
        "Ria Cox",
        "Kamers, in de ochtend.",
    ),
    Vacancy(
        0, "proefplaatsing", "taak=groen-onderhouden&vanuit=GM0893", "Landgoed Bergen", "Guus Peters", ""
    ),
)


def rehearse_requests(now: Current, *, at: datetime.datetime) -> int:
    """Ask, confirm and withdraw; returns how many requests there are. Raises `RehearsalRefused`."""
    release: Release = now.release
    if not release.synthetic:
        raise RehearsalRefused("The active release is of real people; nothing was made up.")
    # Also after a first rehearsal, so that a second one doubles nothing.
    if ContactRequest.objects.exists():
        raise RehearsalRefused("There are requests already; nothing was made up.")
    for number, vacancy in enumerate(VACANCIES):
        asked_at = at - datetime.timedelta(days=vacancy.days, minutes=40)
        pending = start_request(
            content=_content(now, vacancy), submission=uuid4(), address=f"192.0.2.{number + 1}", at=asked_at
        )
        request = confirm_request(key=key_for(KeyFor.CONFIRM, pending.pk), at=asked_at + SOON)
        if vacancy.withdraws:
            withdraw_request(key=status_key(request), at=asked_at + LATER)
    return len(VACANCIES)


def _content(now: Current, vacancy: Vacancy) -> RequestContent:
    wish = read_wish(now, QueryDict(vacancy.query))
    first, *_rest, last = vacancy.person.casefold().split()
    domain = "".join(letter for letter in vacancy.organisation.casefold() if letter.isalnum())
    return RequestContent(
        kind=vacancy.kind,
        query=wish.query,
        wish_nl=wish.words["nl"],
        wish_en=wish.words["en"],
        groups=(),
        places=wish.places,
        people_wanted=1,
        start="maand",
        # Visible on every page and in every mail, so that no made-up employer is called.
        organisation=f"{vacancy.organisation} (verzonnen)",
        contact_name=vacancy.person,
        email=f"{first[0]}.{last}@{domain}.example",
        phone="000 000 00 00",
        own_words=vacancy.words,
        language="nl",
    )
