"""A field of the register of which nothing was decided fails the build."""

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import models
from django.test.utils import isolate_apps

from profiles.publication import checks
from profiles.publication.catalogue import (
    CATALOGUE,
    RELEASED_ATTRIBUTES,
    RELEASED_FACTS,
    CatalogueLine,
    Treatment,
)
from profiles.vocabulary.attributes import ATTRIBUTES


def test_every_field_has_a_line() -> None:
    assert checks.check_catalogue() == []


def test_the_build_runs_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    fewer = tuple(line for line in CATALOGUE if line.field != "family_name")
    monkeypatch.setattr(checks, "CATALOGUE", fewer)
    with pytest.raises(SystemCheckError, match=r"register\.Candidate\.family_name"):
        call_command("check")


@isolate_apps("profiles.register")
def test_planted_field_fails() -> None:
    class Candidate(models.Model):  # noqa: DJ008 - a planted fault
        shoe_size = models.IntegerField()

        class Meta:
            app_label = "register"

    messages = [str(error.msg) for error in checks.compare([Candidate])]
    assert any("register.Candidate.shoe_size has no line" in message for message in messages)


@isolate_apps("profiles.register")
def test_planted_relation_fails() -> None:
    class Profile(models.Model):  # noqa: DJ008 - a planted fault
        friends = models.ManyToManyField("self")

        class Meta:
            app_label = "register"

    assert any(
        "register.Profile.friends has no line" in str(error.msg) for error in checks.compare([Profile])
    )


@isolate_apps("profiles.register")
def test_planted_table_fails() -> None:
    class Diary(models.Model):  # noqa: DJ008 - a planted fault
        class Meta:
            app_label = "register"

    assert [error.id for error in checks.compare([Diary])].count("publication.E001") == 1


def test_line_without_a_field_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    stray = CatalogueLine("register.Candidate", "bsn", Treatment.DROPPED, "")
    monkeypatch.setattr(checks, "CATALOGUE", (*CATALOGUE, stray))
    assert [error.id for error in checks.check_catalogue()] == ["publication.E002"]


def test_line_that_stands_twice_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "CATALOGUE", (*CATALOGUE, CATALOGUE[0]))
    assert [error.id for error in checks.check_catalogue()] == ["publication.E003"]


def test_planted_attribute_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    diet = ATTRIBUTES[0].__class__("diet", "Dieet")
    monkeypatch.setattr(checks, "ATTRIBUTES", (*ATTRIBUTES, diet))
    assert ["diet" in str(error.msg) for error in checks.check_catalogue()] == [True]


def test_every_line_has_a_reason() -> None:
    assert all(str(line.reason) for line in CATALOGUE)


def test_identifying_fields_are_dropped() -> None:
    kept = {(line.model, line.field) for line in CATALOGUE if line.treatment != Treatment.DROPPED}
    of_people = {field for model, field in kept if model == "register.Candidate"}
    assert of_people == {"municipality", "objected_on"}
    assert not {("register.Profile", "note"), ("register.Organisation", "name")} & kept


def test_released_attributes_come_from_the_catalogue() -> None:
    names = {attribute.name for attribute in RELEASED_ATTRIBUTES}
    assert names == {attribute.name for attribute in ATTRIBUTES} - {"distance", "contract"}
    assert names - RELEASED_FACTS == {"place", "hours", "availability"}
