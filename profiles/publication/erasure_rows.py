"""How many rows of which table are about a person: what an erasure takes along, counted before it does."""

from collections import Counter
from collections.abc import Mapping

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.db import DEFAULT_DB_ALIAS, router
from django.db.models import Model
from django.db.models.deletion import Collector

from profiles.register.models import Candidate, Profile


def rows_of(candidate: Candidate) -> dict[str, int]:
    """Label of a model -> rows: all that goes by the keys of the database, and the history."""
    counts: Counter[str] = Counter()
    collector = Collector(using=router.db_for_write(Candidate) or DEFAULT_DB_ALIAS, origin=candidate)
    collector.collect([candidate])
    for model, rows in collector.data.items():
        counts[model._meta.label] += len(rows)
    # Rows that Django deletes without reading them; the collector has only their query.
    for query in collector.fast_deletes:
        counts[query.model._meta.label] += query.count()
    profile = Profile.objects.filter(candidate=candidate).first()
    # History goes by `register_forget` and not by keys, so the collector does not know it.
    for name, field, key in (
        ("CandidateEvent", "pgh_obj_id", candidate.pk),
        ("ProfileEvent", "pgh_obj_id", profile.pk if profile else None),
        ("ProfileFactEvent", "profile_id", profile.pk if profile else None),
    ):
        events = apps.get_model("register", name)
        counts[events._meta.label] += events._default_manager.filter(**{field: key}).count() if key else 0
    counts[LogEntry._meta.label] += _of_log(candidate) + (_of_log(profile) if profile else 0)
    return {label: number for label, number in counts.items() if number}


def in_words(rows: Mapping[str, int]) -> list[tuple[str, int]]:
    """The same with the names of the tables that a reader knows, the largest first."""
    named = ((str(apps.get_model(label)._meta.verbose_name_plural), number) for label, number in rows.items())
    return sorted(named, key=lambda each: (-each[1], each[0]))


def _of_log(row: Model) -> int:
    entries = LogEntry.objects.filter(
        content_type__app_label=row._meta.app_label, content_type__model=row._meta.model_name
    )
    return entries.filter(object_id=str(row.pk)).count()
