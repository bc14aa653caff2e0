"""Cases as the inbox lists them, each beside its request in the explorer database."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import shorten

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from explorer.contact.models import ContactRequest, RequestEvent
from explorer.contact.working_days import working_days_between
from profiles.desk.models import Case
from profiles.staff.profile_status import ProfileStatus

SOON = 2
LONGEST_OWN_WORDS = 60
SAID = (RequestEvent.Kind.QUESTION, RequestEvent.Kind.ANSWER, RequestEvent.Kind.ADDITION)


@dataclass(frozen=True)
class CaseRow:
    """One line. `request` is None where the employer's data were erased."""

    case: Case
    request: ContactRequest | None
    term: ProfileStatus

    @property
    def wish(self) -> str:
        """What is asked for, in words."""
        return wish_text(self.request)


def rows_of_cases(cases: Sequence[Case], *, on: datetime.date) -> list[CaseRow]:
    """Lines for cases; two statements on the explorer database, whatever their number."""
    requests = requests_of(cases)
    ids = [request.pk for request in requests.values() if not request.is_closed]
    events = RequestEvent.objects.filter(request__in=ids, kind__in=SAID).order_by("id")
    # The last one of each stays.
    last = dict(events.values_list("request__number", "kind"))
    return [
        CaseRow(
            case,
            requests.get(case.number),
            term(case, on=on, last_said=last.get(case.number, "")),
        )
        for case in cases
    ]


def requests_of(cases: Iterable[Case]) -> dict[str, ContactRequest]:
    """The requests of cases by number."""
    numbers = [case.number for case in cases]
    return {each.number: each for each in ContactRequest.objects.filter(number__in=numbers)}


def wish_text(request: ContactRequest | None) -> str:
    """The wish of a request in words; where nothing was searched for the employer's own, shortened."""
    if request is None:
        return _("Gegevens van de werkgever zijn gewist")
    own = shorten(request.own_words, LONGEST_OWN_WORDS, placeholder=" …")
    return request.wish or request.typed or own or _("Zonder zoekvraag")


def term(case: Case, *, on: datetime.date, last_said: str = "") -> ProfileStatus:
    """How long there is left to answer, or what the case waits for."""
    if case.is_closed:
        return ProfileStatus(str(case.get_outcome_display()), "", "tick")
    if last_said in (RequestEvent.Kind.ANSWER, RequestEvent.Kind.ADDITION):
        return ProfileStatus(_("werkgever antwoordde"), "wait", "mail")
    if case.first_answer_at is not None:
        if last_said == RequestEvent.Kind.QUESTION:
            return ProfileStatus(_("wacht op werkgever"), "ok", "tick")
        return ProfileStatus(_("beantwoord"), "ok", "tick")
    days = working_days_between(on, case.due_on)
    if case.due_on < on:
        # Due on a Friday, a weekend later it is late and no working day has passed.
        late = max(1, -days)
        text = ngettext("%(days)s werkdag te laat", "%(days)s werkdagen te laat", late) % {"days": late}
        return ProfileStatus(text, "late", "warning")
    if case.due_on == on:
        return ProfileStatus(_("vandaag"), "wait", "clock")
    text = ngettext("nog %(days)s werkdag", "nog %(days)s werkdagen", days) % {"days": days}
    return ProfileStatus(text, "wait" if days <= SOON else "info", "clock")
