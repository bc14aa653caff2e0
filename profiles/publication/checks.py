"""A field of the register without a line in the catalogue fails the build."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.core import checks
from django.db.models import Model

from profiles.publication.catalogue import CATALOGUE, EVERY_FIELD
from profiles.vocabulary.attributes import ATTRIBUTES

CATALOGUED_APPS = ("register", "vocabulary")


def check_catalogue(app_configs: Any = None, **kwargs: Any) -> list[checks.CheckMessage]:
    """Compare the catalogue with the models of the register and its vocabulary."""
    models = [model for label in CATALOGUED_APPS for model in apps.get_app_config(label).get_models()]
    return list(compare(models))


def compare(models: Iterable[type[Model]]) -> Iterator[checks.CheckMessage]:
    """An error for each field without a line, each line without a field, and each line twice."""
    lines = [(line.model, line.field) for line in CATALOGUE]
    whole = {model for model, field in lines if field == EVERY_FIELD}
    fields = {field for model in models for field in _fields(model)}
    listed = {(model, field) for model, field in lines if field != EVERY_FIELD}
    for model, field in sorted({(model, field) for model, field in fields if model not in whole} - listed):
        yield checks.Error(
            f"{model}.{field} has no line in the catalogue of publication.",
            hint="Decide in profiles/publication/catalogue.py what becomes of it, and why.",
            id="publication.E001",
        )
    known = {model for model, _ in fields}
    gone = {(model, field) for model, field in listed if model in known} - fields
    for model, field in sorted(gone | {(model, EVERY_FIELD) for model in whole - known}):
        yield checks.Error(f"The catalogue names {model}.{field}, which is not there.", id="publication.E002")
    for model, field in sorted({line for line in lines if lines.count(line) > 1}):
        yield checks.Error(f"{model}.{field} stands in the catalogue twice.", id="publication.E003")


def _fields(model: type[Model]) -> Iterator[tuple[str, str]]:
    # Every column and many-to-many field; the concept of a fact counts once per attribute.
    options = model._meta
    for field in (*options.concrete_fields, *options.local_many_to_many):
        if (options.label, field.name) == ("register.ProfileFact", "concept"):
            yield from ((options.label, f"concept:{attribute.name}") for attribute in ATTRIBUTES)
        else:
            yield options.label, field.name
