"""Make a release of what is publishable now, and show it.

The order is such that it can be cut off anywhere. The release is first
written on the explorer database, prepared and seen by nobody; then the
publication in the register, which tells who stands where; only then it is
activated. Cut off after the first, the release has no publication, can never
be shown and is swept away by the next; cut off after the second, it stays
prepared, and can be activated or left. Who is withdrawn in the meantime is
hidden by the activation. When it is active, all releases but it and the one before it are purged.

What was written is verified before the register knows of it. A release that
does not keep its promise gets no publication; it stays to be looked at
(`verify_release`) until the next one is made.
"""

import datetime
import secrets
from typing import Any

import numpy as np
from django.conf import settings
from django.utils.translation import gettext as _

from explorer.release.models import Release
from explorer.release.verification.record import verify_and_record
from explorer.release.verification.report import Report
from explorer.release.verification.wording import in_words
from profiles.anonymisation.measure import measure
from profiles.anonymisation.policy import Policy as Rules
from profiles.anonymisation.policy import PolicyError
from profiles.publication import locks
from profiles.publication.activate_release import activate_release
from profiles.publication.models import Policy, Publication
from profiles.publication.over_time.cost import share_told
from profiles.publication.over_time.predecessor import Predecessor, read_predecessor
from profiles.publication.over_time.settle import Settled, count_broken_together, settle
from profiles.publication.purge import purge_all_but_two
from profiles.publication.read import Population, read_population
from profiles.publication.report import prove
from profiles.publication.write import next_number, sweep_away_unfinished, write_publication, write_release


class PublicationRefused(Exception):
    """No release was made and employers see what they saw; the message says why."""


def publish_release(*, on: datetime.date, policy: Policy | None = None, by: str = "") -> Publication:
    """Publish by a policy, the default one unless another is given. Raises `PublicationRefused`."""
    rules = rules_of(policy)
    with locks.publishing() as alone:
        if not alone:
            raise PublicationRefused(_("Iemand anders zet nu een uitgave klaar. Probeer het zo weer."))
        sweep_away_unfinished()
        former = Release.objects.active()
        everybody = read_population(on=on, policy=rules)
        before = read_predecessor(everybody.words, rules)
        settled = settle(everybody, rules, lot=fresh_lot(), before=before)
        population, outcome = settled.population, settled.outcome
        if not outcome.rows:
            raise PublicationRefused(_too_few(len(population.profiles), rules.k))
        release = write_release(
            number=next_number(),
            outcome=outcome,
            population=population,
            policy=rules,
            on=on,
            synthetic=settings.DEMO,
        )
        publication = write_publication(
            release=release,
            outcome=outcome,
            population=population,
            counts=measure(outcome).to_json(),
            report={
                "verification": require_sound(release).to_json(),
                "over_time": require_sound_together(release, settled, before)
                | _cost(settled, everybody, rules, before),
            },
            by=by,
        )
        prove(publication=publication, population=population)
        activate_release(number=release.number, on=on)
        purge_all_but_two(before=former.number if former else None)
    return publication


def require_sound(release: Release) -> Report:
    """Verify what was written and keep the result with it. Raises `PublicationRefused` for a violation."""
    report = Report.from_json(verify_and_record(release=release).report)
    if report.passed:
        return report
    raise PublicationRefused(
        _(
            "De controle heeft uitgave %(number)s afgekeurd: %(violation)s Overtredingen in totaal: "
            "%(total)s. Er is niets gepubliceerd; de zichtbare uitgave blijft zoals zij is."
        )
        % {"number": release.number, "violation": in_words(report.violations[0]), "total": report.total}
    )


def require_sound_together(release: Release, settled: Settled, before: Predecessor | None) -> dict[str, Any]:
    """Check what was written together with the release before. Raises `PublicationRefused`."""
    broken = count_broken_together(settled, release, before) if before else 0
    if broken:
        raise PublicationRefused(
            _(
                "Samen met de vorige uitgave vertelt uitgave %(number)s te veel: %(total)s keer geldt iets "
                "voor te weinig mensen. Er is niets gepubliceerd; de zichtbare uitgave blijft zoals zij is."
            )
            % {"number": release.number, "total": broken}
        )
    return {"before": before.number if before else None, "broken": broken, **settled.to_json()}


def _cost(
    settled: Settled, everybody: Population, rules: Rules, before: Predecessor | None
) -> dict[str, float]:
    share = share_told(settled, everybody=everybody, rules=rules, lot=fresh_lot()) if before else None
    return {} if share is None else {"told": share}


def fresh_lot() -> np.random.Generator:
    """A lot that nobody knows or can find again."""
    return np.random.default_rng(secrets.randbits(128))


def rules_of(policy: Policy | None) -> Rules:
    """The rules of a policy, the default one unless one is given. Raises `PublicationRefused`."""
    chosen = policy or Policy.objects.filter(is_default=True).first()
    if chosen is None:
        raise PublicationRefused(_("Er is geen standaardbeleid. Kies er een in het beheer."))
    try:
        return chosen.rules()
    except PolicyError as error:
        raise PublicationRefused(
            _("Het beleid “%(name)s” kan niet worden gevolgd. Kijk in het beheer naar de regel “%(rule)s”.")
            % {"name": chosen.name, "rule": error.rule}
        ) from error


def _too_few(people: int, k: int) -> str:
    return _(
        "Er zijn minstens %(k)s mensen nodig om iets te tonen. Nu mogen er %(people)s getoond worden. "
        "Er is niets gepubliceerd; de zichtbare uitgave blijft zoals zij is."
    ) % {"people": people, "k": k}
