"""A vocabulary small enough to read at a glance, with every shape the real one has."""

import factory

from profiles.vocabulary.models import Concept

# attribute -> code -> parent's code
WORDS: dict[str, dict[str, str | None]] = {
    "place": {"AM31": None, "GM0983": "AM31", "GM0889": "AM31", "GM1507": "AM31"},
    "education": {"basis": None, "basisonderwijs": "basis", "mbo": None, "mbo-1": "mbo", "mbo-2": "mbo"},
    "direction": {"groen-dier": None, "transport-logistiek": None},
    "hours": {
        "tot-24": None,
        "0-8": "tot-24",
        "8-16": "tot-24",
        "16-24": "tot-24",
        "vanaf-24": None,
        "24-32": "vanaf-24",
        "32-40": "vanaf-24",
    },
    "availability": {"meteen": None, "binnen-1-maand": None, "binnen-3-maanden": None, "later": None},
    "licence": {"AM": None, "B": None, "BE": None},
    "transport": {"fiets": None, "ov": None},
    "distance": {"5": None, "25": None},
    "sector": {"H": None, "52": "H", "A": None, "01": "A"},
    "occupation": {"9": None, "93": "9", "933": "93", "9333": "933"},
    "task": {
        "magazijn-en-logistiek": None,
        "orderpicken": "magazijn-en-logistiek",
        "inpakken-en-sorteren": "magazijn-en-logistiek",
        "groen": None,
        "groen-onderhouden": "groen",
    },
    "skill": {"heftruck": None, "heftruck-rijden": "heftruck", "reachtruck-rijden": "heftruck"},
    "competence": {"24105": None, "24120": None},
    "affinity": {"buiten": None, "vast-ritme": None},
    "language": {"nld": None, "nld-spreken": "nld", "nld-spreken-redelijk": "nld-spreken"},
    "worktime": {"ma-ochtend": None},
    "contract": {"B": None},
}


class ConceptFactory(factory.django.DjangoModelFactory):
    """A word without a parent; equal attribute and code give the same word."""

    class Meta:
        model = Concept
        django_get_or_create = ("attribute", "code")

    attribute = "task"
    code = factory.Sequence(lambda n: f"woord-{n}")
    label_nl = factory.LazyAttribute(lambda concept: concept.code.replace("-", " ").capitalize())
    label_en = factory.LazyAttribute(lambda concept: f"{concept.label_nl} (en)")


def small_vocabulary() -> dict[tuple[str, str], Concept]:
    """Make the words above, or find them; (attribute, code) -> concept."""
    made = {(concept.attribute, concept.code): concept for concept in Concept.objects.all()}
    lacking = [
        (attribute, code, position, parent)
        for attribute, words in WORDS.items()
        for position, (code, parent) in enumerate(words.items())
        if (attribute, code) not in made
    ]
    # A level of the tree at a time: most tests begin with this, and one by one it is hundreds of statements.
    while lacking:
        level = [word for word in lacking if word[3] is None or (word[0], word[3]) in made]
        concepts = Concept.objects.bulk_create(
            ConceptFactory.build(
                attribute=attribute,
                code=code,
                position=position,
                parent=made[attribute, parent] if parent else None,
            )
            for attribute, code, position, parent in level
        )
        made |= {(concept.attribute, concept.code): concept for concept in concepts}
        lacking = [word for word in lacking if word not in level]
    return made
