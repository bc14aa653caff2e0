"""Take over what a system delivers about one candidate, by the rules of every import."""

import datetime
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pghistory
from django.db import IntegrityError, OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from profiles.access.log_of_use import Action, log_use
from profiles.imports.fields import BASIS, FIELDS, MUNICIPALITY, Value, Vocabulary, nothing
from profiles.imports.models import ImportedValues, Source
from profiles.imports.people import Comparison, PersonLine, compare, write
from profiles.imports.read_import import outcome_of, said_of
from profiles.imports.report import Done, Finding, FindingKind, presentable
from profiles.publication import locks
from profiles.register.encryption import blind_index
from profiles.supply.lists import KEY_OF
from profiles.supply.models import SupplierToken

TRIES = 3


class _Hides(Exception):
    """Consent turned out to be gone, which is written under another lock."""


@dataclass(frozen=True)
class Delivered:
    """The blind index of the candidate, what became of the delivery, and the findings."""

    index: str
    outcome: str
    findings: list[Finding]

    @property
    def is_new(self) -> bool:
        return self.outcome == "new"


def deliver(
    *,
    token: SupplierToken,
    reference: str,
    values: Mapping[str, Value],
    whole: bool,
    request: Any,
    now: datetime.datetime,
) -> Delivered:
    """Compare and write in one transaction. Delivering the same again changes nothing.

    `whole`: what was delivered before and is not among `values` is taken away. Consent is not: only a
    written no takes that. A profile is never confirmed and never released.
    """
    index = blind_index(reference, purpose="reference")
    vocabulary, hides = Vocabulary(), False
    # One turn more than the tries: to ask for the other lock is no failure.
    for attempt in range(1, TRIES + 2):
        try:
            with _written(token, hides=hides):
                [compared] = compare(
                    [_line(token, reference, index, values, whole=whole)],
                    source=Source.SUPPLIER,
                    vocabulary=vocabulary,
                    lock=True,
                )
                if compared.hides and not hides:
                    raise _Hides
                # Before it is written: afterwards nothing would be hidden any more.
                said = Delivered(index, outcome_of(compared), list(_findings(compared, vocabulary)))
                done = write(
                    [compared],
                    source=Source.SUPPLIER,
                    vocabulary=vocabulary,
                    now=now,
                    on=timezone.localdate(now),
                )
                about = [change.candidate for change in done]
                # A delivery that changes nothing was still about somebody, and is in the log.
                if not about and compared.person:
                    about = [compared.person.candidate]
                log_use(action=Action.IMPORT, objects=[*about, token], request=request, actor=token)
                return said
        except _Hides:
            hides = True
        except (IntegrityError, OperationalError):
            # The same person was delivered or entered at this very moment: compare anew.
            if attempt >= TRIES:
                raise
    raise AssertionError("each turn returns, raises, or asks for the other lock once")


def _line(
    token: SupplierToken, reference: str, index: str, values: Mapping[str, Value], *, whole: bool
) -> PersonLine:
    said = dict(values)
    if whole:
        before = ImportedValues.objects.filter(
            candidate__organisation=token.organisation_id,
            candidate__reference_index=index,
            source=Source.SUPPLIER,
        ).first()
        for name in before.values if before else ():
            if name != BASIS.name:
                said.setdefault(name, nothing(FIELDS[name]))
    return PersonLine(
        line=1,
        reference=reference,
        index=index,
        home=token.organisation_id,
        has_profile=any(
            value != nothing(FIELDS[name]) for name, value in said.items() if name != MUNICIPALITY.name
        ),
        values=said,
    )


@contextmanager
def _written(token: SupplierToken, *, hides: bool) -> Iterator[None]:
    """One transaction; history names the token. A profile is hidden under the lock of the release switch."""
    with (
        locks.switching() if hides else transaction.atomic(),
        pghistory.context(source=Source.SUPPLIER.value, supplier=token.name),
    ):
        yield


def _findings(compared: Comparison, vocabulary: Vocabulary) -> Iterator[Finding]:
    """What there is to say beside what could not be read. Of a new person everything is new."""
    if compared.person is None:
        return
    for decision in compared.decisions:
        said = said_of(decision, vocabulary)
        if said:
            kind, done, why = said
            value = presentable(vocabulary.describe(decision.field, decision.file))
            yield _finding(KEY_OF[decision.field.name], value, kind, done, why)
    if compared.hides:
        why = _("Er is geen toestemming meer: het profiel wordt verborgen.")
        yield _finding(KEY_OF[BASIS.name], "", FindingKind.STATE, Done.CHANGED, why)


def _finding(key: str, value: str, kind: FindingKind, done: Done, why: str) -> Finding:
    return Finding(line=1, column=key, value=value, kind=kind, done=done, why=why)
