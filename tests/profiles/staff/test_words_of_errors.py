"""Whoever saves something in the admin reads words, never the name of a constraint."""

import pytest
from django.contrib import admin
from django.db.models import Model, UniqueConstraint
from django.urls import reverse

from profiles.vocabulary.models import Concept
from tests.factories.register import ProfileFactory
from tests.factories.vocabulary import small_vocabulary
from tests.profiles.staff.forms import fields_of
from tests.profiles.staff.reader import Reader

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
# Read only in the admin, or kept by a form of its own.
NOT_SAVED = {"explorer_release.release", "desk.case", "caseload.retentionpolicy"}
MODELS = [model for model in admin.site._registry if model._meta.label_lower not in NOT_SAVED]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label_lower)
def test_every_constraint_has_words(model: type[Model]) -> None:
    for constraint in model._meta.constraints:
        # Django has words of its own for fields that are unique together.
        if isinstance(constraint, UniqueConstraint) and constraint.fields and not constraint.condition:
            continue
        assert constraint.violation_error_message != constraint.default_violation_error_message, (
            constraint.name
        )


def test_hours_the_wrong_way_round_are_refused_in_words(admin_client: Reader) -> None:
    profile = ProfileFactory()
    address = reverse("admin:register_profile_change", args=[profile.pk])
    form = fields_of(admin_client.get(address).content.decode(), "profile_form")
    page = admin_client.post(address, {**form, "hours_min": "30", "hours_max": "8"}).content.decode()
    assert "van laag naar hoog" in page and "profile_hours" not in page


def test_validity_the_wrong_way_round_is_refused_in_words(admin_client: Reader) -> None:
    concept = small_vocabulary()["task", "orderpicken"]
    address = reverse("admin:vocabulary_concept_change", args=[concept.pk])
    form = fields_of(admin_client.get(address).content.decode(), "concept_form")
    dates = {"valid_from": "2026-02-01", "valid_until": "2026-01-01"}
    page = admin_client.post(address, {**form, **dates, "_sure": "1"}).content.decode()
    assert "De einddatum ligt vóór de begindatum." in page
    assert Concept.objects.get(pk=concept.pk).valid_until is None
