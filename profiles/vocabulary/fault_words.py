"""What is wrong with a word list, for an admin: the loaders say it to whoever reads a terminal."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# Pattern of a loader's text -> the same in the words of the page; its groups fill %(a)s and %(b)s.
FAULTS = [
    (r"the header must be (?P<a>.+)", gettext_lazy("de eerste regel moet zijn: %(a)s")),
    (r"(?P<a>\d+) cells instead of (?P<b>\d+)", gettext_lazy("%(a)s vakken in plaats van %(b)s")),
    (r"is not UTF-8 text", gettext_lazy("is geen tekst in UTF-8; bewaar het als CSV UTF-8")),
    (r"is no CSV: .*", gettext_lazy("is geen goede CSV")),
    (r"holds a NUL character", gettext_lazy("er staat een teken in dat niet kan")),
    (r"(?P<a>\w+) is empty", gettext_lazy("%(a)s is leeg")),
    (r"(?P<a>\w+) is longer than (?P<b>\d+) characters", gettext_lazy("%(a)s is langer dan %(b)s tekens")),
    (
        r"a (?:synonym|word) is longer than (?P<b>\d+) characters",
        gettext_lazy("een woord is langer dan %(b)s tekens"),
    ),
    (r"code “(?P<a>.*)” was already used in .*", gettext_lazy("de code “%(a)s” staat er al in")),
    (r"“(?P<a>.*)” (?:was already in .*|is here twice)", gettext_lazy("“%(a)s” staat er twee keer in")),
    (r"code “(?P<a>.*)” is made at publication.*", gettext_lazy("de code “%(a)s” is voor de publicatie")),
    (r"parent “(?P<a>.*)” is unknown", gettext_lazy("het begrip erboven, “%(a)s”, is niet bekend")),
    (r"there is no (?:concept|occupation) “(?P<a>.*)”", gettext_lazy("het begrip “%(a)s” is niet bekend")),
    (r"there is no “(?P<a>.*)” among .*", gettext_lazy("het begrip “%(a)s” is niet bekend")),
    (r"there is no language “(?P<a>.*)”", gettext_lazy("de taal “%(a)s” is niet bekend; kies nl of en")),
    (r"there is no reason “(?P<a>.*)”", gettext_lazy("de reden “%(a)s” is niet bekend")),
    (r"there are no concepts", gettext_lazy("er staan geen begrippen")),
    (r"“(?P<a>.*)” is no task and no skill", gettext_lazy("“%(a)s” is geen taak en geen vaardigheid")),
    (r"“(?P<a>.*)” is its own ancestor", gettext_lazy("“%(a)s” staat onder zichzelf")),
    (r"is below itself in the tree", gettext_lazy("staat onder zichzelf")),
    (r"valid_until lies before valid_from", gettext_lazy("de einddatum ligt vóór de begindatum")),
    (r"(?P<a>\w+) “(?P<b>.*)” is no date.*", gettext_lazy("%(a)s: “%(b)s” is geen datum (jjjj-mm-dd)")),
    (r"(?P<a>\w+) “(?P<b>.*)” is no number of degrees", gettext_lazy("%(a)s: “%(b)s” is geen aantal graden")),
    (r"a point needs both latitude and longitude", gettext_lazy("een plek heeft breedte én lengte")),
    (r"is_heading is “ja” or empty", gettext_lazy("is_heading is “ja” of leeg")),
]


def fault_in_words(text: str) -> str:
    """A loader's text, `file, line 3: fault`, in words; one that is not known as it is."""
    origin, _colon, fault = text.partition(": ")
    line = re.search(r"line (\d+)", origin)
    for pattern, words in FAULTS:
        if found := re.fullmatch(pattern, fault):
            said = str(words) % {"a": "", "b": "", **found.groupdict()}
            return _("Regel %(line)s: %(fault)s.") % {"line": line[1], "fault": said} if line else f"{said}."
    return text
