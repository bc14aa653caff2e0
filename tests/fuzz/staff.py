"""Makes requests for every address of the register: right ones, and those that nobody would type."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

HOSTILE = (
    *("", " ", "\0", "a\0b", "1000", "-1", "0", "99999999999999999999", "1e308", "NaN", "١٢٣", "½"),
    *("'", '"', "' OR 1=1 --", "%", "%00", "%s", "{0}", "${7*7}", "<script>alert(1)</script>", "../../etc"),
    *(
        "é" * 300,
        "x" * 5000,
        "\ud800".encode("utf-8", "replace").decode(),
        "\u202e\u0000",
        "👩‍👩‍👧",
        "\r\nSet-Cookie: a=b",
    ),
    *(
        "true",
        "null",
        "[]",
        "{}",
        '{"a": 1}',
        "2026-13-45",
        "9999-12-31",
        "0001-01-01",
        "//evil.example/",
        "javascript:x",
    ),
)
NAMES = (
    *("q", "p", "o", "e", "all", "next", "pagina", "toestand", "mist", "gemeente", "kenmerk", "naam", "wie"),
    *("geldig", "aandacht", "wat", "attribute", "in", "eerder", "reden", "na", "app_label", "model_name"),
    *("field_name", "term", "_popup", "_to_field", "_changelist_filters", "state__exact", "id__exact"),
    *("pgh_created_at__gte", "organisation__id__exact", "lijst", "soort", "sorteer", "groep", "taak", "wens"),
)
# What ends the session of the fuzzer, or is slow and tested elsewhere.
LEFT_ALONE = re.compile(r"uitloggen|logout|sessies|jsi18n|mfa|taal/|account/|inloggen|wachtwoord")
FIELD = re.compile(
    r"<(?:input|select|textarea)\b[^>]*\bname=\"([^\"]+)\"[^>]*?(?:\bvalue=\"([^\"]*)\")?[^>]*>"
)


@dataclass(frozen=True)
class Asked:
    """One request."""

    method: str
    address: str
    data: dict[str, Any] = field(default_factory=dict)


def requests(rng: random.Random, *, keys: dict[str, list[int]], number: int) -> Iterator[Asked]:
    """So many requests. `keys` has primary keys that exist, by the word of the address that names them."""
    routes = [route for route in routes_of(get_resolver()) if not LEFT_ALONE.search(route)]
    for i in range(number):
        # Every address once, and then by chance.
        route = routes[i] if i < len(routes) else rng.choice(routes)
        address = "/" + re.sub(r"<(?:(\w+):)?(\w+)>", partial(_argument, rng, route, keys), route)
        names = rng.sample(NAMES, rng.randint(0, 3))
        data = {name: rng.choice(HOSTILE) for name in names}
        yield Asked(rng.choice(("get", "get", "post")), address, data)


def routes_of(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Every address below a resolver, with `<int:pk>` where something is filled in."""
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLPattern):
            yield route.removesuffix("$").removeprefix("^")
        else:
            yield from routes_of(each, route)


def mutated(rng: random.Random, page: str) -> dict[str, Any]:
    """The fields of a page as they stand there, one to three of them with something hostile."""
    fields = {name: value for name, value in FIELD.findall(page) if name != "csrfmiddlewaretoken"}
    for name in rng.sample(sorted(fields), min(len(fields), rng.randint(1, 3))):
        fields[name] = rng.choice(HOSTILE)
    return fields


def _argument(rng: random.Random, route: str, keys: dict[str, list[int]], found: "re.Match[str]") -> str:
    kind, _name = found.groups()
    known = next((keys[word] for word in keys if word in route), [1])
    if kind in {"int", None, "path"} and rng.random() < 0.75:
        return str(rng.choice(known))
    if kind == "int":
        return rng.choice(("0", "1", "999999999", "99999999999999999999"))
    if kind == "slug":
        return rng.choice(("task", "place", "onbekend", "x" * 200))
    if kind == "uuid":
        return "00000000-0000-4000-8000-000000000000"
    return rng.choice(("1", "1/1", "a_5Fb", "_00", "x" * 300, "99999999999999999999"))
