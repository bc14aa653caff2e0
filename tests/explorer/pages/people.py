"""Made-up people for tests of pages: work in Venlo and Venray, a few elsewhere."""

from explorer.release.models import Release
from tests.factories.releases import Fact, publish

VENLO, VENRAY, BERGEN, ROERMOND = (("place", code) for code in ("GM0983", "GM0984", "GM0893", "GM0957"))
PICKING, PACKING, PRUNING = (("task", code) for code in ("orderpicken", "inpakken", "snoeien"))
SCANNING = ("skill", "scannen")
DAYS, PART = ("hours", "32-40"), ("hours", "16-24")
CAR, NOW, MBO = ("licence", "B"), ("availability", "meteen"), ("education", "mbo-2")
OUTDOORS, QUALITY = ("affinity", "buiten"), ("competence", "24120")
DUTCH, BICYCLE = ("language", "nld-spreken-goed"), ("transport", "fiets")
SECTOR = ("sector", "H")

PEOPLE: tuple[tuple[int, tuple[Fact, ...]], ...] = (
    (45, (VENRAY, PICKING, PACKING, SCANNING, DAYS, CAR, NOW, MBO, QUALITY, DUTCH, BICYCLE, SECTOR)),
    (12, (VENRAY, PICKING, PART, NOW, MBO, OUTDOORS)),
    (85, (VENLO, PICKING, PACKING, DAYS, CAR, NOW, QUALITY, DUTCH)),
    (22, (VENLO, PACKING, PART, CAR)),
    (11, (BERGEN, PRUNING, OUTDOORS, PART)),
    (7, (BERGEN, PACKING)),
    (3, (BERGEN, PICKING, DAYS)),
    (9, (ROERMOND, PRUNING, OUTDOORS)),
)
TITLES = {("9333", ""): [PICKING, SCANNING], ("9333", "orderpicker"): [PICKING, SCANNING]}
REFUSED = {"autisme": "health", "jong": "age"}


def publish_people(**options: object) -> Release:
    """The release of these people, with a job title and two refused words."""
    return publish(PEOPLE, titles=TITLES, refused_words=REFUSED, **options)
