"""What was held back of a set of figures, in a sentence for staff."""

from collections.abc import Mapping

from django.utils.translation import gettext as _


def in_words(report: Mapping[str, int]) -> str:
    """`report` as `CountedFigures` holds it."""
    if not report:
        return ""
    held_back = report["small"] + report["kept"] + report["others"]
    said = _(
        "%(held_back)s van %(cells)s cijfers niet getoond: %(small)s onder de drempel, "
        "%(others)s om die te beschermen, %(kept)s omdat zij eerder niet getoond werden."
    ) % {**report, "held_back": held_back}
    if not held_back:
        said = _("Alle %(cells)s cijfers zijn getoond.") % {"cells": report["cells"]}
    if report["guessed"]:
        said += " " + _(
            "Na te gaan voor wie goed raadt wat er sinds de vorige datum gelijk bleef: %(guessed)s cijfers."
        ) % {"guessed": report["guessed"]}
    if report["unplaced"]:
        said += " " + _("Zonder gemeente, en dus niet meegeteld: %(unplaced)s mensen.") % {
            "unplaced": report["unplaced"]
        }
    return said
