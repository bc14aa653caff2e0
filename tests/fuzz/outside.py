"""Makes requests of people who mean the public site no good: every address, whatever can be sent to it."""

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import quote, urlencode

from tests.fuzz.staff import HOSTILE, routes_of

METHODS = (*("GET",) * 12, *("POST",) * 4, "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "FOO")
NAMES = (
    *("q", "vanuit", "straal", "uren_van", "zeker", "pagina", "meer", "gelezen", "ook", "zoek", "toon"),
    *(
        "taak",
        "plaats",
        "rijbewijs",
        "uren",
        "opleiding",
        "beroep",
        "sector",
        "vervoer",
        "taal",
        "beschikbaar",
    ),
    *(
        "groep",
        "soort",
        "werk",
        "aantal",
        "vanaf",
        "organisatie",
        "naam",
        "mail",
        "telefoon",
        "stap",
        "wijzig",
    ),
    *("eenmalig", "bericht", "versie", "next", "language", "page", "pageSize", "fields", "sort", "format"),
    *("csrfmiddlewaretoken", "tekst", "op", "attribute", "term"),
)
GOOD = (
    "orderpicken",
    "schoonmaken",
    "GM0983",
    "AM29",
    "Venlo",
    "B",
    "24-32",
    "25",
    "mag",
    "vraag",
    "versturen",
)
WORDS = (
    "taak-orderpicken",
    "iedereen",
    "GM0983",
    "NL",
    "GM0983-25km",
    "ook-taak",
    "uren-24-32",
    "ook:taak:x",
)
HEADERS = (
    *(
        "Accept",
        "Accept-Language",
        "Accept-Encoding",
        "Cookie",
        "If-None-Match",
        "If-Modified-Since",
        "Range",
    ),
    *("HX-Request", "HX-Target", "Referer", "Origin", "X-Forwarded-For", "X-Request-ID", "Content-Type"),
)
VALUES = (
    *("*/*", "application/json", "text/xml;q=x", "nl;q=9,en;q=-1", "gzip;q=,br", "x" * 3000, "bytes=0-,9-1"),
    *("a=b; explorer_selection=%00; explorer_mine=x", "=;=;=", '"', 'W/"x"', "Sun, 99 Foo 9999", "null"),
    *(
        "1.2.3.4, ::1, onzin",
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "application/x-www",
        "-1",
    ),
)
BROKEN = (
    b"GET /%00 HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    b"GET / HTTP/9.9\r\n\r\n",
    b"\r\n\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"POST / HTTP/1.1\r\nHost: explorer.example\r\nContent-Length: 5\r\nContent-Length: 9\r\n\r\nabcde",
    b"POST / HTTP/1.1\r\nHost: explorer.example\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"POST / HTTP/1.1\r\nHost: explorer.example\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\nHost: explorer.example\r\n\r\n",
    b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 300 + b"\r\n",
    b"GET http://elders.example/ HTTP/1.1\r\nHost: explorer.example\r\n\r\n",
    b"GET /kandidaten/?q=\xff\xfe\x00 HTTP/1.1\r\nHost: explorer.example\r\n\r\n",
    b"G\xc3\x8bT / HTTP/1.1\r\nHost: explorer.example\r\n\r\n",
)
"""What is no HTTP, or two things at once."""


@dataclass(frozen=True)
class Asked:
    """One request; `raw` instead of all else where it is no HTTP."""

    method: str = "GET"
    path: str = "/"
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    raw: bytes = b""


def requests(rng: random.Random, *, number: int, broken: float = 0.03) -> Iterator[Asked]:
    """So many requests, of which a part `broken`. Django must be set up as the public site."""
    from django.urls import get_resolver

    routes = list(routes_of(get_resolver()))
    for i in range(number):
        if rng.random() < broken:
            yield Asked(raw=rng.choice(BROKEN))
            continue
        # Every address once, and then by chance.
        route = routes[i] if i < len(routes) else rng.choice(routes)
        path = "/" + re.sub(r"<(?:(\w+):)?(\w+)>", partial(_argument, rng), route)
        if rng.random() < 0.03:
            path += quote(rng.choice(HOSTILE), safe="/")
        method = rng.choice(METHODS)
        sent = _values(rng)
        in_body = method in {"POST", "PUT", "PATCH"} and rng.random() < 0.7
        headers = {rng.choice(HEADERS): rng.choice(VALUES) for _ in range(rng.choice((0, 0, 1, 3)))}
        if in_body:
            headers.setdefault("Content-Type", "application/x-www-form-urlencoded")
        yield Asked(method, path, "" if in_body else sent, headers, sent if in_body else "")


def _values(rng: random.Random) -> str:
    """A query string, or a form: right names with right and wrong values, and some that nobody knows."""
    if rng.random() < 0.05:
        return rng.choice(("%", "=&=&&", "%C3%28=1", "q=%00", "&" * 500, "q[]=1&q[a]=2", "taak=x&" * 300))
    pairs = [
        (
            rng.choice(NAMES) if rng.random() < 0.95 else rng.choice(HOSTILE),
            rng.choice(GOOD) if rng.random() < 0.4 else rng.choice(HOSTILE),
        )
        for _ in range(rng.choice((0, 1, 1, 2, 3, 8)))
    ]
    return urlencode(pairs, errors="surrogatepass")


def _argument(rng: random.Random, found: "re.Match[str]") -> str:
    kind, _name = found.groups()
    if kind == "int":
        return rng.choice(("0", "1", "2", "999999999", "99999999999999999999"))
    if kind == "key":
        return "".join(rng.choices("abcXYZ019_-", k=43))
    if rng.random() < 0.6:
        return rng.choice(WORDS)
    return quote(rng.choice(HOSTILE), safe="") or "x"
