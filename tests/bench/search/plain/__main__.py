"""Times the searches given as arguments (query strings of the public site) by the ORM; prints JSON."""

import json
import statistics
import sys
import time

import django
from django.http import QueryDict


def main() -> None:
    """Codes become primary keys; a circle becomes its municipality, which is less work."""
    django.setup()
    from tests.bench.search.plain.filters import counts, matching
    from tests.bench.search.plain.models import Word

    number = {(word.facet, word.code): word.pk for word in Word.objects.all()}
    addresses, seconds = [], []
    for query in sys.argv[1:]:
        asked = QueryDict(mutable=True)
        for name, values in QueryDict(query).lists():
            if name != "straal":
                facet = "plaats" if name == "vanuit" else name
                asked.setlist(facet, [str(number[facet, value]) for value in values])
        addresses.append(asked.urlencode())
        started = time.perf_counter()
        found = matching(asked)
        found.count()
        list(counts(asked))
        list(found.order_by("id").prefetch_related("words")[:25])
        seconds.append(1000 * (time.perf_counter() - started))
    ordered = sorted(seconds)
    print(
        json.dumps(
            {
                "p50": round(statistics.median(ordered), 1),
                "p95": round(ordered[int(0.95 * (len(ordered) - 1))], 1),
                "addresses": addresses,
            }
        )
    )


if __name__ == "__main__":
    main()
