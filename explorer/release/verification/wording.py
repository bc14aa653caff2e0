"""What a verification found, in words. The values of a violation fill its sentence."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from explorer.release.verification.findings import Kind, Violation
from explorer.release.verification.report import Report

SENTENCES: Mapping[Kind, str | Promise] = {
    Kind.HASH_CHANGED: gettext_lazy(
        "De inhoud is veranderd: het controlegetal is %(computed)s, vastgelegd is %(declared)s."
    ),
    Kind.POLICY_UNREADABLE: gettext_lazy(
        "De regel “%(rule)s” van het beleid ontbreekt of is niet te volgen."
    ),
    Kind.COUNT_IS_TEXT: gettext_lazy("Het aantal “%(count)s” is geen getal."),
    Kind.COUNT_DIFFERS: gettext_lazy("Het aantal “%(count)s” is %(told)s, maar de rijen tellen %(counted)s."),
    Kind.POLICY_TEXT: gettext_lazy("In het beleid staat tekst die daar niet hoort (%(times)s keer)."),
    Kind.INDEX_BROKEN: gettext_lazy("De zoekindex is niet te lezen."),
    Kind.INDEX_DIFFERS: gettext_lazy("De zoekindex vertelt iets anders dan de rijen."),
    Kind.CONCEPT_NUMBERS: gettext_lazy("De %(concepts)s begrippen zijn niet doorlopend genummerd vanaf 0."),
    Kind.CONCEPT_TWICE: gettext_lazy("Het begrip %(attribute)s:%(code)s staat er meer dan één keer."),
    Kind.ATTRIBUTE_UNKNOWN: gettext_lazy("Het kenmerk “%(attribute)s” mag niet naar buiten."),
    Kind.PARENT_WRONG: gettext_lazy("Begrip %(concept)s staat onder %(parent)s, dat er niet boven hoort."),
    Kind.CODE_SHAPE: gettext_lazy("De code van begrip %(concept)s heeft niet de vorm van een code."),
    Kind.LABEL_SHAPE: gettext_lazy("Een naam van begrip %(concept)s is leeg of bevat vreemde tekens."),
    Kind.STRAY_TEXT: gettext_lazy("Begrip %(concept)s (%(field)s) lijkt op %(resembles)s."),
    Kind.ROW_NUMBERS: gettext_lazy("De %(rows)s rijen zijn niet doorlopend genummerd vanaf 0, elk één keer."),
    Kind.NOBODY_ON_ROW: gettext_lazy("Rij %(row)s staat voor niemand."),
    Kind.FACT_UNKNOWN: gettext_lazy("Rij %(row)s noemt begrip %(concept)s, dat niet bestaat."),
    Kind.FACTS_UNSORTED: gettext_lazy("De gegevens van rij %(row)s staan niet op volgorde, elk één keer."),
    Kind.GROUP_MISSING: gettext_lazy("Rij %(row)s noemt “%(fact)s” zonder “%(group)s”, dat erboven staat."),
    Kind.TWO_CLASSES: gettext_lazy("Rij %(row)s hoort bij twee groepen: meer dan één keer %(attribute)s."),
    Kind.CLASS_TOO_SMALL: gettext_lazy(
        "De groep “%(told)s” telt %(people)s mensen; minstens %(least)s is beloofd."
    ),
    Kind.TOO_SMALL_TO_DIVIDE: gettext_lazy(
        "De uitgave is verdeeld in %(classes)s groepen, maar telt met %(people)s mensen minder dan de "
        "ondergrens van %(floor)s."
    ),
    Kind.TOO_RARE: gettext_lazy(
        "In de groep “%(told)s” geldt “%(facts)s” voor %(people)s mensen; "
        "minstens %(k)s of niemand is beloofd."
    ),
    Kind.TOO_FEW_TWINS: gettext_lazy("Rij %(row)s staat voor %(people)s mensen; minstens %(k)s is beloofd."),
    Kind.ORDER_TELLS: gettext_lazy("De volgorde van de rijen is niet geschud: %(sign)s."),
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
SIGNS: Mapping[str, str | Promise] = {
    "sorted": gettext_lazy("zij zijn op inhoud gesorteerd"),
    "rising_facts": gettext_lazy("zij lopen op of af naar inhoud"),
    "rising_people": gettext_lazy("zij lopen op of af naar aantal mensen"),
    "rising_length": gettext_lazy("zij lopen op of af naar aantal gegevens"),
    "classes": gettext_lazy("rijen van één groep staan bij elkaar"),
    "alike": gettext_lazy("rijen die op elkaar lijken staan bij elkaar"),
}
CHECKS: Mapping[str, str | Promise] = {
    "read": gettext_lazy("Inlezen"),
    "hash": gettext_lazy("Controlegetal"),
    "policy": gettext_lazy("Leesbaar beleid"),
    "vocabulary": gettext_lazy("Begrippen"),
    "texts": gettext_lazy("Geen tekst over personen"),
    "rows": gettext_lazy("Vorm van de rijen"),
    "closure": gettext_lazy("Bij elk begrip wat erboven staat"),
    "index": gettext_lazy("Zoekindex"),
    "counts": gettext_lazy("Aantallen"),
    "one_class": gettext_lazy("Elke rij in één groep"),
    "twins": gettext_lazy("Genoeg mensen per rij"),
    "classes": gettext_lazy("Grootte van de groepen"),
    "combinations": gettext_lazy("Combinaties van gegevens"),
    "order": gettext_lazy("Geschudde volgorde"),
}
MODES: Mapping[str, str | Promise] = {
    "profiles": gettext_lazy("profielen"),
    "twins": gettext_lazy("tweelingen"),
    "twin-cards": gettext_lazy("tweelingkaarten"),
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
        yield f"  {CHECKS[check.name]!s:<34}{check.examined:>14}{check.violations:>10}{check.seconds:>9.2f} s"
    for violation in report.violations:
        yield f"- {in_words(violation)}"
    if report.total > len(report.violations):
        yield _("… en nog %(number)s.") % {"number": report.total - len(report.violations)}


def promise_of(report: Report) -> str:
    """The rules that were checked, and for how many people."""
    if not report.rules:
        return _("het beleid is niet te lezen")
    told = {"people": report.figures["people"], "rows": report.figures["rows"], **report.rules}
    told["mode"] = MODES[report.rules["mode"]]
    if report.rules["mode"] == "profiles":
        return (
            _("%(mode)s, k = %(k)s, m = %(m)s, ondergrens %(floor)s; %(people)s mensen op %(rows)s rijen")
            % told
        )
    return _("%(mode)s, k = %(k)s; %(rows)s rijen") % told


def verdict_of(report: Report) -> str:
    """Passed, or how many violations were found."""
    if report.passed:
        return _("Goedgekeurd in %(seconds)s seconden.") % {"seconds": f"{report.seconds:.1f}"}
    return ngettext(
        "Afgekeurd: %(number)s overtreding.", "Afgekeurd: %(number)s overtredingen.", report.total
    ) % {"number": report.total}


def _value(name: str, value: Any) -> object:
    if name == "resembles":
        return RESEMBLANCES[value]
    if name == "sign":
        return SIGNS[value]
    if isinstance(value, Mapping):
        return _label(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return " + ".join(map(_label, value)) or _("iedereen")
    return value


def _label(name: Mapping[str, str]) -> str:
    return name["en" if (get_language() or "nl").startswith("en") else "nl"]
