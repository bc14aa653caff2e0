"""A mark in every field of a person, looked for in every table once the person is erased."""

import pytest
from django.apps import apps
from django.db import connections
from django.urls import reverse
from psycopg import sql

from profiles.publication.erase_candidate import erase_candidate
from profiles.register.models import Candidate, Profile
from tests.database import as_owner
from tests.factories.register import TODAY, ProfileFactory
from tests.factories.staff import StaffUserFactory
from tests.profiles.publication.people import ENOUGH, crowd, publish
from tests.profiles.staff.profile_page import save
from tests.profiles.staff.reader import logged_in

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])

MARK = "Zqxtracer"
# Numbers that nothing else has, so that they are marks too.
CANDIDATE, PROFILE = 987_654_321, 876_543_219


def person_who_was_worked_with() -> Candidate:
    """Marked in every field; registered, changed on the pages and in the admin, looked for and counted."""
    neighbours = crowd(ENOUGH, ("task", "orderpicken"))
    organisation = neighbours[0].candidate.organisation
    person = ProfileFactory(
        pk=PROFILE,
        published=True,
        candidate__pk=CANDIDATE,
        candidate__organisation=organisation,
        candidate__municipality=neighbours[0].candidate.municipality,
        candidate__reference=f"{MARK}-1",
        facts=[fact.concept for fact in neighbours[0].facts.all()],
    ).candidate
    client = logged_in(StaffUserFactory(organisation=organisation))
    names = {"given_name": f"{MARK}a", "family_name": f"{MARK}b", "email": f"{MARK}@example.org"}
    page = reverse("staff:details", args=[CANDIDATE])
    seen = client.get(page).context["seen"]
    typed = {**names, "reference": f"{MARK}-1", "phone": "0687654329", "municipality": "", "seen": seen}
    assert client.post(page, typed).status_code == 302
    save(client, person, note=f"{MARK} in een notitie", hours_min="16", hours_max="24")
    client.post(reverse("staff:find"), {"wie": f"{MARK}b"}, follow=True)
    return Candidate.objects.get(pk=CANDIDATE)


def marks_of(person: Candidate) -> list[str]:
    """In words, as looked up by, as encrypted, and the numbers."""
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT reference, given_name, family_name, email, phone FROM register_candidate WHERE id = %s",
            [person.pk],
        )
        encrypted = cursor.fetchone()
    return [MARK, "0687654329", str(CANDIDATE), str(PROFILE), person.family_name_index, *encrypted]


def tables_with(marks: list[str]) -> set[str]:
    """Every table of both databases with a row that says one of them."""
    found = set()
    for alias in ("default", "explorer"):
        with as_owner(alias), connections[alias].cursor() as cursor:
            cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            for (table,) in cursor.fetchall():
                look = sql.SQL("SELECT EXISTS (SELECT FROM {} t WHERE t::text ILIKE ANY (%s))")
                cursor.execute(look.format(sql.Identifier(table)), [[f"%{mark}%" for mark in marks]])
                if cursor.fetchone()[0]:
                    found.add(table)
    return found


def test_nothing_in_either_database_is_of_an_erased_person() -> None:
    person = person_who_was_worked_with()
    publish()
    marks = marks_of(person)
    written = {"register_candidate", "register_candidateevent", "register_profileevent"}
    assert written | {"pghistory_context"} <= tables_with(marks)
    erase_candidate(candidate=person, on=TODAY)
    # The journal keeps the number, which means nothing any more, so that a restored backup is erased again.
    assert tables_with(marks) <= {"journal_entry"}


def test_contexts_of_others_stay() -> None:
    person = person_who_was_worked_with()
    client = logged_in(StaffUserFactory(organisation=person.organisation))
    other = Profile.objects.exclude(pk=PROFILE)[0]
    save(client, other.candidate, note="van een ander", hours_min="8", hours_max="16")
    context = apps.get_model("register", "ProfileEvent").objects.filter(pgh_obj=other).latest("pgh_id")
    erase_candidate(candidate=person, on=TODAY)
    context.refresh_from_db()
    assert context.pgh_context.metadata["url"] == reverse("staff:profile", args=[other.candidate_id])
