"""What a verification found, in words. The values of a violation fill its sentence."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from explorer.release.verification.findings import Fault, Violation
from explorer.release.verification.report import Report

SENTENCES: Mapping[Fault, str | Promise] = {
    Fault.HASH_CHANGED: gettext_lazy(
        "De inhoud is veranderd: het controlegetal is %(computed)s, vastgelegd is %(declared)s."
    ),
    Fault.POLICY_UNREADABLE: gettext_lazy(
        "De regel “%(rule)s” van het beleid ontbreekt of is niet te volgen."
    ),
    Fault.POLICY_TEXT: gettext_lazy("In het beleid staat tekst die daar niet hoort (%(times)s keer)."),
    Fault.COUNT_IS_TEXT: gettext_lazy("Het aantal “%(count)s” is geen getal."),
    Fault.COUNT_UNKNOWN: gettext_lazy("Het aantal “%(count)s” kan niemand in de uitgave natellen."),
    Fault.COUNT_DIFFERS: gettext_lazy(
        "Het aantal “%(count)s” is %(stored)s, maar de uitgave telt %(counted)s."
    ),
    Fault.CONCEPT_NUMBERS: gettext_lazy("De %(concepts)s begrippen zijn niet doorlopend genummerd vanaf 1."),
    Fault.CONCEPT_TWICE: gettext_lazy("Het begrip %(attribute)s:%(code)s staat er meer dan één keer."),
    Fault.ATTRIBUTE_UNKNOWN: gettext_lazy("Het kenmerk “%(attribute)s” mag niet naar buiten."),
    Fault.CONCEPT_ORDER: gettext_lazy("De begrippen van “%(attribute)s” staan niet bij elkaar."),
    Fault.PARENT_WRONG: gettext_lazy("Begrip %(concept)s staat onder %(parent)s, dat er niet boven hoort."),
    Fault.SPECIAL_WRONG: gettext_lazy(
        "Bij “%(attribute)s” horen “niet vastgelegd” en “niet van toepassing” precies één keer, als laatste, "
        "of helemaal niet."
    ),
    Fault.WORD_UNKNOWN: gettext_lazy("Het woord “%(word)s” (%(table)s) verwijst naar iets dat er niet is."),
    Fault.CODE_SHAPE: gettext_lazy("De code van begrip %(concept)s heeft niet de vorm van een code."),
    Fault.LABEL_SHAPE: gettext_lazy("Een naam van begrip %(concept)s is leeg of bevat vreemde tekens."),
    Fault.STRAY_TEXT: gettext_lazy("Begrip %(concept)s (%(field)s) lijkt op %(resembles)s."),
    Fault.AREA_NUMBERS: gettext_lazy("De %(areas)s gebieden zijn niet doorlopend genummerd vanaf 1."),
    Fault.AREA_TWICE: gettext_lazy("Gebied %(number)s bestaat uit dezelfde gemeenten als een ander."),
    Fault.AREA_MEMBERS: gettext_lazy(
        "Gebied %(number)s bestaat niet uit gemeenten op volgorde, elk één keer."
    ),
    Fault.AREA_KINDS: gettext_lazy(
        "Gebied %(number)s heet “%(kinds)s”, maar volgens zijn gemeenten is het “%(expected)s”."
    ),
    Fault.AREA_NAME: gettext_lazy("Gebied %(number)s draagt de naam van een andere plaats."),
    Fault.AREA_MISSING: gettext_lazy(
        "Een gebied van de soort “%(kinds)s” met %(municipalities)s gemeenten ontbreekt."
    ),
    Fault.CIRCLE_WRONG: gettext_lazy(
        "De cirkel van %(km)s kilometer rond %(centre)s bestaat uit andere gemeenten."
    ),
    Fault.GROUPS_UNSORTED: gettext_lazy(
        "De groepen staan niet op volgorde, elk één keer: %(group)s, %(area)s."
    ),
    Fault.GROUP_UNKNOWN: gettext_lazy(
        "Groep (%(what)s, %(area)s, %(condition)s) noemt een begrip of gebied dat er niet is."
    ),
    Fault.SHAPE_UNKNOWN: gettext_lazy(
        "Een groep van deze vorm wordt niet gepubliceerd: %(group)s, %(area)s."
    ),
    Fault.PAIR_WRONG: gettext_lazy(
        "Twee begrippen van een paar staan verkeerd om of onder elkaar: %(group)s, %(area)s."
    ),
    Fault.LABEL_WRONG: gettext_lazy(
        "“Minstens %(at_least)s” is geen getal van de reeks: %(group)s, %(area)s."
    ),
    Fault.BELOW_THRESHOLD: gettext_lazy(
        "“Minstens %(at_least)s” ligt onder de drempel van minstens %(least)s en volgt niet uit kleinere "
        "groepen: %(group)s, %(area)s."
    ),
    Fault.WIDER_MISSING: gettext_lazy(
        "Uit kleinere groepen volgt “minstens %(at_least)s”, maar deze groep ontbreekt: %(group)s, %(area)s."
    ),
    Fault.WIDER_SMALLER: gettext_lazy(
        "Uit kleinere groepen volgt “minstens %(at_least)s”, maar er staat “minstens %(listed)s”: "
        "%(group)s, %(area)s."
    ),
    Fault.INCONSISTENT: gettext_lazy(
        "“Minstens %(at_least)s” is meer dan twee keer zoveel als een ruimere groep: %(group)s, %(area)s."
    ),
    Fault.CIRCLE_TELLS: gettext_lazy(
        "“Minstens %(at_least)s” verraadt naast dezelfde cirkel zonder één gemeente dat daar iemand is: "
        "%(group)s, %(area)s."
    ),
    Fault.PEOPLE_PROVED: gettext_lazy(
        "Alle getallen samen bewijzen dat een verborgen groep minstens %(least)s mensen telt: "
        "%(group)s, %(area)s."
    ),
}
RESEMBLANCES: Mapping[str, str | Promise] = {
    "email": gettext_lazy("een e-mailadres"),
    "web": gettext_lazy("een webadres"),
    "bsn": gettext_lazy("een burgerservicenummer"),
    "phone": gettext_lazy("een telefoonnummer"),
    "date": gettext_lazy("een datum"),
    "postcode": gettext_lazy("een postcode"),
    "reference": gettext_lazy("een kenmerk van een persoon"),
}
TABLES: Mapping[str, str | Promise] = {
    "title": gettext_lazy("functietitel"),
    "search word": gettext_lazy("zoekwoord"),
    "refused word": gettext_lazy("geweigerd woord"),
}
CHECKS: Mapping[str, str | Promise] = {
    "read": gettext_lazy("Inlezen"),
    "policy": gettext_lazy("Leesbaar beleid"),
    "concepts": gettext_lazy("Begrippen"),
    "areas": gettext_lazy("Gebieden en cirkels"),
    "hash": gettext_lazy("Controlegetal"),
    "counts": gettext_lazy("Aantallen"),
    "words": gettext_lazy("Functietitels en zoekwoorden"),
    "texts": gettext_lazy("Geen tekst over personen"),
    "order": gettext_lazy("Volgorde van de groepen"),
    "shapes": gettext_lazy("Vorm van de groepen"),
    "pairs": gettext_lazy("Paren van begrippen"),
    "labels": gettext_lazy("Alleen getallen van de reeks"),
    "closed": gettext_lazy("Ruimere groepen volledig"),
    "thresholds": gettext_lazy("Genoeg mensen per groep"),
    "consistency": gettext_lazy("Getallen spreken elkaar niet tegen"),
    "circles": gettext_lazy("Cirkels verraden geen verborgen groep"),
    "disclosure": gettext_lazy("Niets over minder mensen te bewijzen"),
}


def in_words(violation: Violation) -> str:
    """One violation as a sentence, in the language that is active."""
    return str(SENTENCES[violation.kind]) % {
        name: _value(name, value) for name, value in violation.values.items()
    }


def lines_of(report: Report) -> Iterator[str]:
    """A report as lines of text: the promise, what was checked, and each violation that is listed."""
    yield _("Uitgave %(number)s: %(promise)s") % {"number": report.release, "promise": promise_of(report)}
    for check in report.checks:
        yield f"  {CHECKS[check.name]!s:<40}{check.examined:>12}{check.violations:>10}{check.seconds:>9.2f} s"
    for name in report.skipped:
        yield f"  {CHECKS[name]!s:<40}{_('overgeslagen'):>12}"
    for violation in report.violations:
        yield f"- {in_words(violation)}"
    if report.total > len(report.violations):
        yield _("… en nog %(number)s.") % {"number": report.total - len(report.violations)}


def promise_of(report: Report) -> str:
    """The rules that were checked, and over how many groups."""
    if not report.rules:
        return _("het beleid is niet te lezen")
    return _("groepen van minstens %(k)s mensen, %(percent)s %% weggelaten; %(groups)s groepen") % {
        "k": report.rules["k"],
        "percent": f"{100 * report.rules['sampling_rate']:g}",
        "groups": report.figures["groups"],
    }


def verdict_of(report: Report) -> str:
    """Passed, in full or as far as it was checked, or how many violations were found."""
    if not report.passed:
        return ngettext(
            "Afgekeurd: %(number)s overtreding.", "Afgekeurd: %(number)s overtredingen.", report.total
        ) % {"number": report.total}
    # A verdict must not sound complete when a check was skipped.
    if report.skipped:
        return _("Goedgekeurd in %(seconds)s seconden, voor zover gecontroleerd.") % _seconds(report)
    return _("Goedgekeurd in %(seconds)s seconden.") % _seconds(report)


def _seconds(report: Report) -> dict[str, str]:
    return {"seconds": f"{report.seconds:.1f}"}


def _value(name: str, value: Any) -> object:
    if name == "resembles":
        return RESEMBLANCES[value]
    if name == "table":
        return TABLES[value]
    if isinstance(value, Mapping):
        return _label(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return " + ".join(map(_label, value)) or _("iedereen")
    return value


def _label(name: Mapping[str, str]) -> str:
    return name["en" if (get_language() or "nl").startswith("en") else "nl"]
