"""The search page as a plain project would have it."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from explorer.search.facets import FACETS
from tests.bench.search.plain.filters import counts, matching
from tests.bench.search.plain.models import Word

# About as many as our own page shows of a facet before somebody asks for more.
SHOWN = 16
FIRST = 25


def people(request: HttpRequest) -> HttpResponse:
    """The facets with their counts, and the first people with their words."""
    found = matching(request.GET)
    words = Prefetch("words", queryset=Word.objects.order_by("id"))
    context = {
        "facets": _facets(request),
        "total": found.count(),
        "people": found.order_by("id").prefetch_related(words)[:FIRST],
    }
    return render(request, "people.html", context)


def _facets(request: HttpRequest) -> list[dict[str, object]]:
    times = dict(counts(request.GET))
    return [
        {
            "label": facet.label,
            "name": facet.name,
            "options": [
                {
                    "word": word,
                    "times": times[word.pk],
                    "chosen": str(word.pk) in request.GET.getlist(facet.name),
                }
                for word in Word.objects.filter(facet=facet.name).order_by("id")[:SHOWN]
                if word.pk in times
            ],
        }
        for facet in FACETS
        if facet.name != "ook"
    ]
