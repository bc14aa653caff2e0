"""The organisations and desks that the made-up people are known to."""

from collections.abc import Iterable

from django.utils.text import slugify

from profiles.demo.population.table import PopulationCell
from profiles.register.models import Desk, Organisation
from profiles.vocabulary.models import Concept

Houses = dict[tuple[str, bool], Organisation]


def found_houses(*, cells: Iterable[PopulationCell], places: dict[str, Concept]) -> Houses:
    """The organisation of each municipality, and the UWV office of its region, by (municipality, by UWV).

    What exists under the same name is taken as it is.
    """
    desks: dict[str, Desk] = {}
    houses: Houses = {}
    for cell in cells:
        region = places[cell.region]
        if cell.region not in desks:
            desk, _new = Desk.objects.get_or_create(
                name=f"Werkgeversservicepunt {region.label_nl}",
                defaults={
                    "code": slugify(region.label_nl),
                    "region": region,
                    "address": "Voorbeeldstraat 1 (verzonnen)",
                    "phone": "000 000 00 00",
                    "email": f"wsp-{slugify(region.label_nl)}@example.org",
                    "hours_nl": "Werkdagen van 8.30 tot 17.00 uur",
                    "hours_en": "Working days from 8.30 to 17.00",
                    "promised_days": 2,
                },
            )
            desks[cell.region] = desk
        key = (cell.municipality, cell.by_uwv)
        if key not in houses:
            kind = Organisation.Kind.UWV if cell.by_uwv else Organisation.Kind.MUNICIPALITY
            name = (
                f"UWV {region.label_nl}" if cell.by_uwv else f"Gemeente {places[cell.municipality].label_nl}"
            )
            organisation, _made = Organisation.objects.get_or_create(
                name=name, defaults={"kind": kind, "region": region, "desk": desks[cell.region]}
            )
            houses[key] = organisation
    return houses
