"""A release for the tests of pages: enough people for two pages of cards, and every kind of knowing."""

from collections.abc import Iterator

from explorer.release.models import Release
from tests.factories import releases
from tests.factories.releases import Fact, Word, special

EDUCATION = (
    Word("education", "basis", "Basisonderwijs", english="Primary education"),
    Word("education", "mbo", "Mbo", english="Vocational education"),
    Word("education", "mbo-2", "Mbo 2", "mbo", "Vocational education 2"),
)
AVAILABILITY = (
    Word("availability", "meteen", "Meteen beschikbaar", english="Available now"),
    Word("availability", "binnen-1-maand", "Binnen 1 maand", english="Within 1 month"),
)
TRANSPORT = (Word("transport", "fiets", "Fiets", english="Bicycle"),)
SECTORS = (Word("sector", "H", "Vervoer en opslag", english="Transport and storage"),)
OCCUPATIONS = (
    Word("occupation", "9", "Elementaire beroepen", english="Elementary occupations"),
    Word("occupation", "9333", "Lader en losser", "9", "Freight handler", ("magazijnhulp",)),
)
COMPETENCES = (Word("competence", "24105", "Samenwerken en overleggen", english="Cooperating"),)
# More than a panel shows at first, each held by somebody.
MANY_SKILLS = tuple(
    Word("skill", f"vaardigheid-{n}", f"Vaardigheid {n}", "veel", f"Skill {n}") for n in range(30)
)
SKILL_GROUP = Word("skill", "veel", "Allerlei", english="All sorts")
ADDED = (
    *(*EDUCATION, *special("education")),
    *special("direction"),
    *(*AVAILABILITY, *special("availability")),
    *(*TRANSPORT, *special("transport")),
    *(*SECTORS, *special("sector")),
    *(*OCCUPATIONS, *special("occupation")),
    *(*COMPETENCES, *special("competence")),
    *special("affinity"),
)

VENLO, VENRAY, REGION = ("place", "GM0983"), ("place", "GM0984"), ("place", "AM31")
ORDERS, PACKING, LOGISTICS, PRUNING = (
    ("task", c) for c in ("orderpicken", "inpakken", "logistiek", "snoeien")
)
NO_TASK = ("task", "niet-vastgelegd")
FULL: tuple[Fact, ...] = (
    VENLO,
    ORDERS,
    PACKING,
    ("hours", "16-24"),
    ("hours", "24-32"),
    ("education", "mbo-2"),
    ("availability", "meteen"),
    ("licence", "B"),
    ("transport", "fiets"),
    ("sector", "H"),
    ("occupation", "9333"),
    ("skill", "scannen"),
    ("competence", "24105"),
    ("language", "nld-spreken-goed"),
)


def words() -> tuple[Word, ...]:
    """The words of the small release, those of one attribute together."""
    known = [word for word in releases.vocabulary() if word.attribute != "skill"]
    skills = [word for word in releases.vocabulary() if word.attribute == "skill"]
    return (*known, SKILL_GROUP, *MANY_SKILLS, *skills, *ADDED)


def rows() -> Iterator[tuple[int, tuple[Fact, ...]]]:
    """One full profile of six people, a few with gaps, and thirty who differ in one skill."""
    yield 6, FULL
    yield 2, (REGION, LOGISTICS, ("hours", "24-32"), ("licence", "niet-van-toepassing"))
    yield 4, (VENRAY, NO_TASK, ("hours", "niet-vastgelegd"), ("sector", "H"))
    yield 3, (VENRAY, PRUNING, ("availability", "binnen-1-maand"))
    for skill in MANY_SKILLS:
        yield 1, (VENLO, ORDERS, skill.fact)


def publish() -> Release:
    """The release, made active."""
    return releases.publish(rows(), words=words())
