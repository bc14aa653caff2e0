"""Two desks as the inside shows them."""

from explorer.contact.desk_side import PublishedDesk, publish_desks
from tests.explorer.contact.conftest import NOW, as_role

NORTH = PublishedDesk(
    code="noord",
    name="Werkgeversservicepunt Noord-Limburg",
    address="Markt 1, Venlo",
    phone="077 000 00 00",
    email="noord@loket.example",
    hours_nl="Werkdagen van 8.30 tot 17.00 uur",
    hours_en="Working days from 8.30 to 17.00",
    promised_days=2,
    places=("AM31",),
)
VENRAY = PublishedDesk(
    code="venray",
    name="Bureau Venray",
    address="",
    phone="0478 00 00 00",
    email="venray@loket.example",
    hours_nl="Dinsdag",
    hours_en="Tuesday",
    promised_days=3,
    places=("GM0984",),
)


def show_desks() -> None:
    with as_role("register_web"):
        publish_desks([NORTH, VENRAY], at=NOW)
