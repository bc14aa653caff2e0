"""What goes when an organisation leaves: one declared table, in the order in which it can be read in again.

Of each model every column goes but those that are named with the reason; a test finds a column that is new.
A row of another table is named as it is called in every register (`task:orderpicken`, a user name, a case
number), and by its number only where it is in the export itself. The texts are those of the archive: Dutch.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Field, ForeignKey, Model, Q, QuerySet

from profiles.caseload.models import Assignment
from profiles.desk.models import Approach, Case, Introduction, NoGoEmployer
from profiles.imports.fields import FIELDS, MUNICIPALITY, NOT_APPLICABLE
from profiles.imports.models import ImportedValues
from profiles.register.models import Candidate, Desk, Organisation, Profile, ProfileFact
from profiles.vocabulary.models import Concept

Rows = Callable[[Organisation], QuerySet[Any]]
MADE_AGAIN = "wordt bij het inlezen opnieuw gemaakt"
NUMBER = "heeft buiten dit register geen betekenis"
OF_THE_DESK = "is van het loket en niet van de organisatie"
PRIVATE = "is van de persoon zelf en gaat nooit mee"

StaffUser: Any = get_user_model()
Context: Any = apps.get_model("pghistory", "Context")
CandidateEvent: Any = apps.get_model("register", "CandidateEvent")
ProfileEvent: Any = apps.get_model("register", "ProfileEvent")
ProfileFactEvent: Any = apps.get_model("register", "ProfileFactEvent")
# Where a row is named by another column than its number.
NAMED_BY: Mapping[Any, str] = {StaffUser: "username", Organisation: "name", Desk: "code", Case: "number"}


@dataclass(frozen=True)
class ExportTable:
    """One file. `left_out` are columns that do not go, and why."""

    name: str
    model: Any
    about: str
    rows: Rows
    left_out: Mapping[str, str] = field(default_factory=dict)
    order: str = "pk"

    @property
    def columns(self) -> list[Field]:
        """Those that go, in order."""
        return [each for each in self.model._meta.local_concrete_fields if each.name not in self.left_out]


def _people(organisation: Organisation) -> QuerySet[Candidate]:
    return Candidate.objects.filter(organisation=organisation)


def _profiles(organisation: Organisation) -> QuerySet[Profile]:
    return Profile.objects.filter(candidate__in=_people(organisation))


def _of_people(model: Any) -> Rows:
    return lambda organisation: model.objects.filter(candidate__in=_people(organisation))


def _cases(organisation: Organisation) -> QuerySet[Case]:
    asked = Approach.objects.filter(candidate__in=_people(organisation))
    return Case.objects.filter(pk__in=asked.values("case"))


def _desks(organisation: Organisation) -> QuerySet[Desk]:
    return Desk.objects.filter(
        Q(pk__in=_cases(organisation).values("desk")) | Q(pk=organisation.desk_id)
    ).prefetch_related("municipalities")


def _organisations(organisation: Organisation) -> QuerySet[Organisation]:
    """Itself, and those that its people were with before."""
    former = CandidateEvent.objects.filter(pgh_obj__in=_people(organisation))
    return Organisation.objects.filter(Q(pk=organisation.pk) | Q(pk__in=former.values("organisation")))


def _staff(organisation: Organisation) -> QuerySet[Any]:
    """Its own, and whoever did something for its people."""
    people = _people(organisation)
    approaches = Approach.objects.filter(candidate__in=people)
    return StaffUser.objects.filter(
        Q(organisation=organisation)
        | Q(pk__in=Assignment.objects.filter(candidate__in=people).values("worker"))
        | Q(pk__in=NoGoEmployer.objects.filter(candidate__in=people).values("added_by"))
        | Q(pk__in=approaches.values("asked_by"))
        | Q(pk__in=approaches.values("answered_by"))
        | Q(pk__in=Introduction.objects.filter(approach__in=approaches).values("made_by"))
        | Q(pk__in=[pk for pk in _moments(organisation).values_list("metadata__user", flat=True) if pk])
    )


def _moments(organisation: Organisation) -> QuerySet[Any]:
    return Context.objects.filter(
        Q(pk__in=CandidateEvent.objects.filter(pgh_obj__in=_people(organisation)).values("pgh_context"))
        | Q(pk__in=ProfileEvent.objects.filter(pgh_obj__in=_profiles(organisation)).values("pgh_context"))
        | Q(pk__in=ProfileFactEvent.objects.filter(profile__in=_profiles(organisation)).values("pgh_context"))
    )


def _concepts(organisation: Organisation) -> QuerySet[Concept]:
    """Every word that a row of the export names, and those above it."""
    people, profiles = _people(organisation), _profiles(organisation)
    used: set[Any] = {each.region_id for each in _organisations(organisation)}
    for desk in _desks(organisation):
        used |= {desk.region_id, *(place.pk for place in desk.municipalities.all())}
    for rows, name in (
        (people, "municipality"),
        (CandidateEvent.objects.filter(pgh_obj__in=people), "municipality"),
        (ProfileFact.objects.filter(profile__in=profiles), "concept"),
        (ProfileFactEvent.objects.filter(profile__in=profiles), "concept"),
    ):
        used.update(rows.order_by().values_list(name, flat=True).distinct())
    for values in ImportedValues.objects.filter(candidate__in=people).values_list("values", flat=True):
        used |= words_in(values)
    parents = dict(Concept.objects.values_list("pk", "parent_id"))
    # With those above them: a word is read in below its parent.
    for each in list(used):
        while each is not None and (each := parents.get(each)) is not None:
            used.add(each)
    return Concept.objects.filter(pk__in=used - {None})


def words_in(values: Mapping[str, Any]) -> set[int | None]:
    """The concepts that are named in what a file said of a person."""
    found: set[int | None] = {values.get(MUNICIPALITY.name)}
    for name, value in values.items():
        if FIELDS[name].attribute:
            found.update(value or ())
    return found - {NOT_APPLICABLE}


_EVENT: Mapping[str, str] = {"pgh_id": NUMBER}
TABLES = (
    ExportTable("begrippen", Concept, "Woorden van de lijsten die in de andere bestanden staan", _concepts,
          {"id": NUMBER, "loaded": MADE_AGAIN}),
    ExportTable("loketten", Desk, "Loketten van de organisatie en van haar aanvragen", _desks,
          {"id": NUMBER}),
    ExportTable("organisaties", Organisation,
          "De organisatie, en die waar haar kandidaten eerder bij hoorden", _organisations, {"id": NUMBER}),
    ExportTable("medewerkers", StaffUser, "Accounts die in de andere bestanden staan; ingelezen staan ze uit",
          _staff,
          {"id": NUMBER, "is_superuser": PRIVATE, "is_staff": MADE_AGAIN, "is_active": MADE_AGAIN,
           "session_epoch": MADE_AGAIN, "last_login": PRIVATE, "password": PRIVATE}),
    ExportTable("kandidaten", Candidate, "De kandidaten, met namen en contactgegevens", _people,
          {"reference_index": MADE_AGAIN, "family_name_index": MADE_AGAIN, "name_keys": MADE_AGAIN}),
    ExportTable("profielen", Profile, "Hun profielen: toestand, grondslag, bezwaar, bevestiging", _profiles),
    ExportTable("gegevens", ProfileFact, "Wat in de profielen staat, een regel per woord",
          lambda organisation: ProfileFact.objects.filter(profile__in=_profiles(organisation))),
    ExportTable("toewijzingen", Assignment, "Welke klantmanager wie begeleidt", _of_people(Assignment),
          {"id": NUMBER}),
    ExportTable("niet-naar", NoGoEmployer, "Werkgevers waar iemand niet naartoe wil",
          _of_people(NoGoEmployer), {"id": NUMBER}),
    ExportTable("aanvragen", Case, "Aanvragen waarvoor een kandidaat is gevraagd", _cases,
          {"id": NUMBER, "owner": OF_THE_DESK, "note": OF_THE_DESK, "version": MADE_AGAIN}),
    ExportTable("vragen", Approach, "Vragen aan kandidaten en hun antwoorden", _of_people(Approach)),
    ExportTable("brieven", Introduction, "Introductiebrieven",
          lambda organisation: Introduction.objects.filter(approach__candidate__in=_people(organisation)),
          {"id": NUMBER}),
    ExportTable("ingelezen", ImportedValues, "Wat bestanden en koppelingen het laatst van iemand zeiden",
          _of_people(ImportedValues), {"id": NUMBER}),
    ExportTable("momenten", Context, "Wanneer en door wie iets in de geschiedenis gebeurde", _moments,
          order="created_at"),
    ExportTable("geschiedenis-kandidaten", CandidateEvent, "Elke wijziging van een kandidaat",
          lambda organisation: CandidateEvent.objects.filter(pgh_obj__in=_people(organisation)), _EVENT),
    ExportTable("geschiedenis-profielen", ProfileEvent, "Elke wijziging van een profiel",
          lambda organisation: ProfileEvent.objects.filter(pgh_obj__in=_profiles(organisation)), _EVENT),
    ExportTable("geschiedenis-gegevens", ProfileFactEvent, "Elk woord dat er bij kwam of weg ging",
          lambda organisation: ProfileFactEvent.objects.filter(profile__in=_profiles(organisation)), _EVENT),
)  # fmt: skip


def is_link(column: Field) -> bool:
    """Whether a column names a row of a table."""
    return isinstance(column, ForeignKey)


def target(column: Field) -> type[Model]:
    """The model that a column names a row of."""
    related: Any = column.related_model
    return related
