"""What becomes of each field of the register when a release is made: one line a field, and why.

People are read by what this table names; a field without a line
fails the build (`checks`), and an attribute without a kept or generalised line
is not released.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from profiles.vocabulary.attributes import ATTRIBUTES

EVERY_FIELD = "*"


class Treatment(TextChoices):
    """What happens to a field."""

    DROPPED = "dropped", _("gaat niet naar buiten")
    KEPT = "kept", _("wordt getoond")
    GENERALISED = "generalised", _("wordt in grote lijn getoond")
    SELECTS = "selects", _("bepaalt alleen wie of wat wordt getoond")


@dataclass(frozen=True)
class CatalogueLine:
    """A field and its treatment; `attribute` is where the outside sees it back."""

    model: str
    field: str
    treatment: Treatment
    reason: str | Promise
    attribute: str = ""


def _dropped(model: str, reason: str | Promise, *fields: str) -> list[CatalogueLine]:
    return [CatalogueLine(model, field, Treatment.DROPPED, reason) for field in fields]


_IDENTIFIES = _("Wijst een persoon aan.")
_LINKS = _("Koppelt aan een persoon of een andere tabel.")
_RESPONSIBLE = _("Verraadt wie de kandidaat begeleidt, en daarmee de uitkering of de wet.")
_DATE = _("Een precieze datum maakt herkenbaar.")
_HISTORY = _("De geschiedenis blijft binnen.")
_WHO = _("Bepaalt wie getoond mag worden; wordt zelf niet getoond.")
_REGION = _("Hoort bij de organisatie, niet bij de kandidaat.")
_WORDS = _("Een woord uit de woordenlijst, gelijk voor iedereen.")
_SHARED = _("Geteld in groepen van minstens k mensen; in een kleinere groep niet getoond.")

_PEOPLE: list[CatalogueLine] = [
    *_dropped("register.Candidate", _LINKS, "id"),
    *_dropped("register.Candidate", _RESPONSIBLE, "organisation"),
    CatalogueLine(
        "register.Candidate",
        "municipality",
        Treatment.GENERALISED,
        _("De gemeente als daar genoeg mensen in een groep zijn, anders een straal of de regio."),
        attribute="place",
    ),
    *_dropped(
        "register.Candidate",
        _IDENTIFIES,
        "reference",
        "reference_index",
        "given_name",
        "family_name",
        "family_name_index",
        "name_keys",
        "email",
        "phone",
    ),
    CatalogueLine("register.Candidate", "objected_on", Treatment.SELECTS, _WHO),
    *_dropped("register.Candidate", _DATE, "created_at"),
]

_HOURS = _("Het aantal uren wordt een bandbreedte.")
_PROFILES: list[CatalogueLine] = [
    *_dropped("register.Profile", _LINKS, "id", "candidate"),
    CatalogueLine("register.Profile", "state", Treatment.SELECTS, _WHO),
    CatalogueLine("register.Profile", "hours_min", Treatment.GENERALISED, _HOURS, attribute="hours"),
    CatalogueLine("register.Profile", "hours_max", Treatment.GENERALISED, _HOURS, attribute="hours"),
    CatalogueLine(
        "register.Profile",
        "available_from",
        Treatment.GENERALISED,
        _("De datum wordt een termijn, zoals binnen een maand."),
        attribute="availability",
    ),
    CatalogueLine("register.Profile", "confirmed_on", Treatment.SELECTS, _WHO),
    CatalogueLine("register.Profile", "publication_basis", Treatment.SELECTS, _WHO),
    *_dropped("register.Profile", _DATE, "basis_recorded_on"),
    CatalogueLine("register.Profile", "objected_on", Treatment.SELECTS, _WHO),
    CatalogueLine(
        "register.Profile",
        "not_applicable",
        Treatment.GENERALISED,
        _("Dat iets niet van toepassing is, wordt geteld zoals een gegeven."),
    ),
    *_dropped("register.Profile", _("Is voor het gesprek, en telt niet als beschikbaar."), "rather_not"),
    *_dropped("register.Profile", _("Vrije tekst gaat nooit naar buiten."), "note"),
    CatalogueLine("register.Profile", "concepts", Treatment.GENERALISED, _("Zie de gegevens per kenmerk.")),
    *_dropped("register.Profile", _DATE, "updated_at"),
]

_FACT = "register.ProfileFact"
_FACTS: list[CatalogueLine] = [
    *_dropped(_FACT, _LINKS, "id", "profile"),
    *_dropped(
        _FACT,
        _("Wordt uit andere velden afgeleid en niet gekozen."),
        "concept:place",
        "concept:hours",
        "concept:availability",
    ),
    *_dropped(_FACT, _("Werkgevers zoeken zelf vanuit een plaats."), "concept:distance"),
    *_dropped(_FACT, _("Zegt weinig over wat iemand kan en is voor het gesprek."), "concept:contract"),
    *(
        CatalogueLine(_FACT, f"concept:{name}", Treatment.GENERALISED, _SHARED, attribute=name)
        for name in (
            "education",
            "direction",
            "licence",
            "transport",
            "sector",
            "occupation",
            "task",
            "skill",
            "competence",
            "affinity",
            "language",
            # Day parts are shared by many, and every employer with shifts asks for them.
            "worktime",
        )
    ),
]

_ORGANISATIONS: list[CatalogueLine] = [
    *_dropped("register.Organisation", _RESPONSIBLE, "id", "name", "kind", "desk"),
    *_dropped("register.Organisation", _REGION, "region"),
    *_dropped(
        "register.Desk",
        _REGION,
        *("id", "code", "name", "region", "municipalities", "address", "phone", "email"),
        *("hours_nl", "hours_en", "promised_days", "position"),
    ),
    *_dropped(
        "register.RegisterTotal",
        _("Een telling, geen persoon."),
        *("id", "region", "counted_on", "people", "source"),
    ),
    *_dropped("register.CandidateEvent", _HISTORY, EVERY_FIELD),
    *_dropped("register.ProfileEvent", _HISTORY, EVERY_FIELD),
    *_dropped("register.ProfileFactEvent", _HISTORY, EVERY_FIELD),
]

_CONCEPT = "vocabulary.Concept"
_VOCABULARY: list[CatalogueLine] = [
    *_dropped(_CONCEPT, _("Buiten krijgt elk woord per uitgave een eigen nummer."), "id"),
    *(
        CatalogueLine(_CONCEPT, field, Treatment.KEPT, _WORDS)
        for field in (
            "attribute",
            "code",
            "parent",
            "label_nl",
            "label_en",
            "display_nl",
            "display_en",
            "is_heading",
            "synonyms_nl",
            "synonyms_en",
            "position",
            "latitude",
            "longitude",
        )
    ),
    CatalogueLine(_CONCEPT, "valid_from", Treatment.SELECTS, _("Alleen geldige woorden gaan mee.")),
    CatalogueLine(_CONCEPT, "valid_until", Treatment.SELECTS, _("Alleen geldige woorden gaan mee.")),
    *_dropped(_CONCEPT, _("Herkomst van het woord; niet nodig om te zoeken."), "scheme", "uri", "loaded"),
    *(
        CatalogueLine(f"vocabulary.{model}", EVERY_FIELD, Treatment.KEPT, _WORDS)
        for model in ("OccupationTitle", "TitleConcept", "EmployerWord", "WordConcept", "RefusedTerm")
    ),
]

CATALOGUE: tuple[CatalogueLine, ...] = (*_PEOPLE, *_PROFILES, *_FACTS, *_ORGANISATIONS, *_VOCABULARY)

# From the table itself: an attribute without a line cannot be released by mistake.
_SEEN_BACK = {line.attribute for line in CATALOGUE if line.treatment != Treatment.DROPPED}
RELEASED_ATTRIBUTES = tuple(attribute for attribute in ATTRIBUTES if attribute.name in _SEEN_BACK)
# A person has one value of these at most.
ONE_VALUE = frozenset(attribute.name for attribute in RELEASED_ATTRIBUTES if not attribute.many)
# Of these the facts that were chosen are read; the others are derived.
RELEASED_FACTS = frozenset(line.attribute for line in _FACTS if line.treatment != Treatment.DROPPED)
