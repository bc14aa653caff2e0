"""Policies: within bounds, with their history, and the default one stays."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import Error, IntegrityError, transaction

from explorer.release.shapes import SHAPES
from profiles.anonymisation.policy import Rules
from profiles.publication.models import Policy, Publication

pytestmark = pytest.mark.django_db


def test_standard_policy_is_there_from_the_start() -> None:
    policy = Policy.objects.default()
    assert policy is not None and policy.name == "standaard"
    assert policy.rules() == Rules(k=5, sampling_rate=0.05, least_days=28, least_changed=0.1)


def test_country_has_a_policy_of_its_own() -> None:
    assert Policy.objects.get(name="landelijk").rules() == Rules(k=10)


@pytest.mark.parametrize(
    "wrong",
    [
        {"k": 4},
        {"sampling_rate": 0.0},
        {"sampling_rate": 0.5},
        {"least_days": 0},
        {"least_changed": 1.5},
        {"shapes": {}},
        {"shapes": {shape.name: 1 for shape in SHAPES}},
        {"shapes": {shape.name: shape.name != "place" for shape in SHAPES}},
        {"shapes": {shape.name: shape.name != "circle" for shape in SHAPES}},
        {"figures_threshold": 2},
    ],
)
def test_rules_that_cannot_be_followed_are_not_saved(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Policy(name="fout", **wrong).full_clean()


def test_database_knows_the_least_k() -> None:
    with pytest.raises(IntegrityError, match="policy_within_bounds"), transaction.atomic():
        Policy.objects.create(name="fout", k=4)


def test_each_change_keeps_old_and_new_values() -> None:
    policy = Policy.objects.create(name="proef", k=8)
    policy.k = 6
    policy.save()
    policy.delete()
    events = apps.get_model("publication", "PolicyEvent").objects.filter(name="proef").order_by("pgh_id")
    assert list(events.values_list("pgh_label", "k")) == [("insert", 8), ("update", 6), ("delete", 6)]


def test_history_of_policies_cannot_be_changed() -> None:
    events = apps.get_model("publication", "PolicyEvent").objects
    for change in (lambda: events.update(k=9), lambda: events.all().delete()):
        with pytest.raises(Error, match="permission denied"), transaction.atomic():
            change()


def test_reason_and_name_of_force_come_together() -> None:
    with pytest.raises(IntegrityError, match="forced_with_reason"), transaction.atomic():
        Publication.objects.create(release_number=1, forced_by="fg")
