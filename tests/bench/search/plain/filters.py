"""The facets by django-filter, and their counts by GROUP BY."""

from collections.abc import Iterator

from django.db.models import Count, QuerySet
from django.http import QueryDict
from django_filters import FilterSet, ModelMultipleChoiceFilter

from explorer.search.facets import FACETS
from tests.bench.search.plain.models import Person, Word

# "En ook" is a facet of groups only: here people simply hold both.
NAMES = tuple(facet.name for facet in FACETS if facet.name != "ook")


def _filter(name: str) -> ModelMultipleChoiceFilter:
    return ModelMultipleChoiceFilter(field_name="words", queryset=Word.objects.filter(facet=name))


class PersonFilter(FilterSet):
    """A person holds one of the words that are chosen in each facet."""

    class Meta:
        model = Person
        fields: tuple[str, ...] = ()

    @classmethod
    def get_filters(cls) -> dict[str, ModelMultipleChoiceFilter]:
        return {name: _filter(name) for name in NAMES}


def matching(asked: QueryDict) -> QuerySet[Person]:
    """The people who match."""
    return PersonFilter(asked, queryset=Person.objects.all()).qs


def counts(asked: QueryDict) -> Iterator[tuple[int, int]]:
    """For each word how many match in the other facets and hold it.

    One query for all facets without a choice, and one for each that has one.
    """
    chosen = [name for name in NAMES if asked.getlist(name)]
    yield from _counts(Word.objects.exclude(facet__in=chosen), asked)
    for name in chosen:
        others = asked.copy()
        others.pop(name)
        yield from _counts(Word.objects.filter(facet=name), others)


def _counts(words: QuerySet[Word], asked: QueryDict) -> QuerySet[Word, tuple[int, int]]:
    if any(asked.getlist(name) for name in NAMES):
        words = words.filter(people__in=matching(asked).order_by())
    return words.annotate(times=Count("people")).values_list("id", "times")
