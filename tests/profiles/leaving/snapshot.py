"""All that a register knows of an organisation, by names and not by numbers; apart from the export."""

from typing import Any

from django.apps import apps
from django.db import connection

from profiles.caseload.models import Assignment
from profiles.desk.models import Approach, Introduction, NoGoEmployer
from profiles.imports.models import ImportedValues
from profiles.register.models import Candidate, Organisation, Profile, ProfileFact
from profiles.staff.models import StaffUser
from profiles.vocabulary.models import Concept
from tests.database import as_owner

Snapshot = dict[str, Any]
# Everything about people, and all that these rows lead to.
EMPTIED = (
    "register_organisation, staff_staffuser, vocabulary_concept, pghistory_context, register_candidateevent,"
    " register_profileevent, register_profilefactevent, register_candidate"
)


def empty_the_register() -> None:
    """As after `migrate`."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"TRUNCATE {EMPTIED} CASCADE")
    assert not Candidate.objects.exists()


def snapshot(organisation: Organisation) -> Snapshot:
    """Person by person; every date with its time."""
    people = Candidate.objects.filter(organisation=organisation).order_by("pk")
    return {
        "organisation": (organisation.name, organisation.kind, name(organisation.region_id)),
        "desk": organisation.desk and (
            organisation.desk.code, organisation.desk.phone,
            sorted(str(place.code) for place in organisation.desk.municipalities.all()),
        ),
        "people": {person.reference: of_person(person) for person in people},
    }  # fmt: skip


def of_person(person: Candidate) -> Snapshot:
    profile = Profile.objects.filter(candidate=person).first()
    approaches = Approach.objects.filter(candidate=person).order_by("pk")
    return {
        "who": (person.given_name, person.family_name, person.email, person.phone),
        "found": (person.reference_index, person.family_name_index, person.name_keys),
        "is": (name(person.municipality_id), person.objected_on, person.created_at),
        "profile": profile and {
            field.name: getattr(profile, field.attname)
            for field in Profile._meta.local_concrete_fields
            if field.name not in {"id", "candidate"}
        },
        "facts": sorted(name(fact.concept_id) for fact in ProfileFact.objects.filter(profile=profile)),
        "assigned": list(
            Assignment.objects.filter(candidate=person).values_list("worker__username", "since")
        ),
        "no_go": sorted(
            NoGoEmployer.objects.filter(candidate=person)
            .values_list("organisation", "key", "added_at", "added_by__username")
        ),
        "approaches": [
            (each.case.number, each.case.desk.code, each.case.state, each.case.outcome,
             each.case.confirmed_at, each.channel,
             each.asked_at, each.asked_by.username, each.answer, each.answered_at,
             each.answered_by and each.answered_by.username, each.agreed_fields, each.placed_on,
             each.is_settled,
             [(letter.fields, letter.proposal, letter.made_at, letter.made_by.username)
              for letter in Introduction.objects.filter(approach=each).order_by("pk")])
            for each in approaches
        ],
        "said": {
            each.source: {key: said(key, value) for key, value in each.values.items()}
            for each in ImportedValues.objects.filter(candidate=person)
        },
        "history": {
            "candidate": events("CandidateEvent", pgh_obj_id=person.pk),
            "profile": events("ProfileEvent", pgh_obj_id=profile and profile.pk),
            "facts": events("ProfileFactEvent", profile_id=profile and profile.pk),
        },
    }  # fmt: skip


def events(model: str, **which: Any) -> list[Snapshot]:
    """The history, with its moments; without numbers."""
    history: Any = apps.get_model("register", model)
    found = []
    for event in history.objects.filter(**which).select_related("pgh_context").order_by("pgh_id"):
        row = {
            field.name: getattr(event, field.attname)
            for field in history._meta.local_concrete_fields
            if field.name not in {"id", "pgh_id", "pgh_obj", "pgh_context", "candidate", "profile"}
        }
        for key, model_of in (
            ("municipality", Concept),
            ("concept", Concept),
            ("organisation", Organisation),
        ):
            if row.get(key):
                row[key] = names_of(model_of, row[key])
        context = event.pgh_context
        row["moment"] = context and (
            context.created_at,
            context.metadata.get("why"),
            context.metadata.get("source"),
            StaffUser.objects.filter(pk=context.metadata.get("user") or 0)
            .values_list("username", flat=True)
            .first(),
        )
        found.append(row)
    return found


def names_of(model: Any, pk: int) -> str:
    row = model.objects.get(pk=pk)
    return f"{row.attribute}:{row.code}" if model is Concept else row.name


def name(pk: int | None) -> str:
    return names_of(Concept, pk) if pk else ""


def said(key: str, value: Any) -> Any:
    if key == "municipality":
        return name(value)
    is_list_of_words = isinstance(value, list) and key != "hours"
    return sorted(name(each) or "-" for each in value) if is_list_of_words else value
