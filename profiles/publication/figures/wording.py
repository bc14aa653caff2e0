"""What was suppressed in a set of figures, in a sentence for staff."""

from collections.abc import Mapping

from django.utils.translation import gettext as _


def in_words(report: Mapping[str, int]) -> str:
    """`report` as `CountedFigures` holds it."""
    if not report:
        return ""
    suppressed = report["primary"] + report["kept"] + report["secondary"]
    sentence = _(
        "%(suppressed)s van %(cells)s cijfers niet getoond: %(primary)s onder de drempel, "
        "%(secondary)s om die te beschermen, %(kept)s omdat zij eerder niet getoond werden."
    ) % {**report, "suppressed": suppressed}
    if not suppressed:
        sentence = _("Alle %(cells)s cijfers zijn getoond.") % {"cells": report["cells"]}
    if report["guessed"]:
        sentence += " " + _(
            "Na te gaan voor wie goed raadt wat er sinds de vorige datum gelijk bleef: %(guessed)s cijfers."
        ) % {"guessed": report["guessed"]}
    if report["unplaced"]:
        sentence += " " + _("Zonder gemeente, en dus niet meegeteld: %(unplaced)s mensen.") % {
            "unplaced": report["unplaced"]
        }
    return sentence
