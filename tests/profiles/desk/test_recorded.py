"""Of which attributes a profile has facts is kept beside it, whoever writes the facts, and by nobody else."""

import os
import threading

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction

from profiles.desk.models import RECORDED_BITS, RecordedAttributes
from profiles.register.models import Profile, ProfileFact
from profiles.vocabulary.attributes import CHOSEN
from tests.database import CLUSTER, INSIDE, copy_of_template, drop
from tests.factories.register import CandidateFactory, ProfileFactory
from tests.factories.vocabulary import small_vocabulary

TRUTH = """
SELECT fact.profile_id, concept.attribute FROM register_profilefact fact
JOIN vocabulary_concept concept ON concept.id = fact.concept_id GROUP BY 1, 2
"""


def assert_is_true() -> None:
    """The kept rows say what the facts say."""
    truth: dict[int, int] = {}
    with connection.cursor() as cursor:
        cursor.execute(TRUTH)
        for profile, attribute in cursor.fetchall():
            truth[profile] = truth.get(profile, 0) | RECORDED_BITS[attribute]
    assert dict(RecordedAttributes.objects.values_list("profile_id", "bits")) == truth


def test_every_attribute_that_is_chosen_has_a_bit() -> None:
    assert set(RECORDED_BITS) == {attribute.name for attribute in CHOSEN}


@pytest.mark.django_db
def test_facts_that_come_go_and_change_are_followed() -> None:
    words = small_vocabulary()
    chosen = [concept for concept in words.values() if concept.attribute in RECORDED_BITS]
    profiles = [ProfileFactory(candidate=CandidateFactory(), facts=chosen[n::3]) for n in range(3)]
    assert_is_true()
    ProfileFact.objects.bulk_create(
        [ProfileFact(profile=profiles[0], concept=concept) for concept in chosen], ignore_conflicts=True
    )
    assert_is_true()
    first = profiles[1].facts.first()
    ProfileFact.objects.filter(pk=first.pk).update(concept=words["licence", "B"])
    assert_is_true()
    ProfileFact.objects.filter(concept__attribute="task").delete()
    assert_is_true()
    Profile.objects.get(pk=profiles[0].pk).delete()
    assert_is_true()
    ProfileFact.objects.all().delete()
    assert not RecordedAttributes.objects.exists()


@pytest.mark.django_db
def test_nobody_writes_what_the_facts_say() -> None:
    with pytest.raises(ProgrammingError), transaction.atomic():
        RecordedAttributes.objects.create(profile_id=1, bits=1)


def test_of_two_writers_at_once_the_second_sees_the_first() -> None:
    """One takes the last task away while another adds one: the profile still has a task."""
    name = f"clone_profiles_recorded_{os.getpid()}"
    copy_of_template(INSIDE, name)
    address = CLUSTER.superuser_url(name)
    try:
        with psycopg.connect(address, autocommit=True) as setup:
            # Without the tables it refers to: only the rows of facts matter here.
            setup.execute("SET session_replication_role = replica")
            _add_concepts(setup)
            setup.execute("INSERT INTO register_profilefact (profile_id, concept_id) VALUES (7, 1)")
            setup.execute("INSERT INTO desk_recordedattributes VALUES (7, 128)")
            setup.execute("ALTER TABLE register_profilefact DISABLE TRIGGER ALL")
            setup.execute("ALTER TABLE register_profilefact ENABLE TRIGGER desk_recorded_insert")
            setup.execute("ALTER TABLE register_profilefact ENABLE TRIGGER desk_recorded_delete")
        with psycopg.connect(address) as adds, psycopg.connect(address) as takes:
            adds.execute("INSERT INTO register_profilefact (profile_id, concept_id) VALUES (7, 2)")
            waits = threading.Thread(target=_take, args=(takes,))
            waits.start()
            waits.join(0.3)
            assert waits.is_alive()
            adds.commit()
            waits.join(10)
            assert not waits.is_alive()
        with psycopg.connect(address) as after:
            assert after.execute("SELECT bits FROM desk_recordedattributes").fetchall() == [(128,)]
    finally:
        drop(name)


def _add_concepts(setup: psycopg.Connection) -> None:
    """Two tasks, with an empty value in each column that needs one."""
    columns = setup.execute(
        "SELECT column_name, data_type FROM information_schema.columns"
        " WHERE table_name = 'vocabulary_concept' AND is_nullable = 'NO' AND column_default IS NULL"
        " AND column_name <> ALL('{id,attribute,code}') AND is_identity = 'NO'"
    ).fetchall()
    empty = {"boolean": "false", "ARRAY": "'{}'", "jsonb": "'{}'", "date": "now()", "character varying": "''"}
    names = "".join(f", {column}" for column, _kind in columns)
    values = "".join(f", {empty.get(kind, '0')}" for _column, kind in columns)
    setup.execute(
        f"INSERT INTO vocabulary_concept (id, attribute, code{names}) OVERRIDING SYSTEM VALUE"
        f" SELECT n, 'task', n::text{values} FROM generate_series(1, 2) n"
    )


def _take(takes: psycopg.Connection) -> None:
    takes.execute("DELETE FROM register_profilefact WHERE concept_id = 1")
    takes.commit()
