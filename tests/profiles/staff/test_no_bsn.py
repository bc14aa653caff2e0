"""The register keeps no BSN: there is no place for one, and no text that takes one."""

import datetime
import re

import pytest
from django import forms
from django.apps import apps

from profiles.staff.forms.candidate import CandidateForm
from profiles.staff.forms.find import FindForm
from profiles.staff.forms.profile import ProfileForm
from profiles.staff.forms.profile_values import values_of
from profiles.staff.forms.words import WordBook
from tests.factories.vocabulary import small_vocabulary

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
BSN = "111222333"
TODAY = datetime.date(2026, 11, 23)


def forms_of_the_site(data: dict[str, str]) -> list[forms.Form]:
    book = WordBook({}, on=TODAY)
    return [
        CandidateForm(data, on=TODAY),
        FindForm(data),
        ProfileForm(data, stored=values_of(None), book=book, on=TODAY),
    ]


def test_no_field_is_meant_for_one() -> None:
    suspect = re.compile(r"bsn|sofi|burgerservice|birth|geboorte|gender|geslacht|diagnos|nationalit")
    models = [model for model in apps.get_models() if model.__module__.startswith("profiles.")]
    names = {f"{model.__name__}.{field.name}" for model in models for field in model._meta.get_fields()}
    assert len(names) > 50
    assert not {name for name in names if suspect.search(name)}


def test_every_text_of_every_form_refuses_one() -> None:
    small_vocabulary()
    texts = {
        (type(form).__name__, name)
        for form in forms_of_the_site({})
        for name, field in form.fields.items()
        if isinstance(field, forms.CharField) and not isinstance(field, forms.EmailField)
    }
    assert len(texts) > 8
    for number in (BSN, "1112.22.333", f"nr {BSN}!"):
        refused = {
            (type(form).__name__, name)
            for form in forms_of_the_site({name: number for _, name in texts})
            for name, errors in form.errors.items()
            if "BSN" in str(errors)
        }
        assert refused == texts
