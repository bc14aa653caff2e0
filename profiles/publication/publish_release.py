"""Make a release of what is publishable now, and show it.

The order is such that it can be cut off anywhere. The release is first written
on the explorer database, prepared and not visible, and proved: verified by
what is written alone, and counted again from the register. Only then the register
knows of a publication; it is attacked, and at last activated. Cut off before the
publication, the release can never be shown and is swept away by the next; cut off
after it, it stays prepared, and can be activated or left. A release that does not
keep its promise gets no publication and stays to be looked at until the next one
is made.

Two releases soon after each other, or with the same people but a few, say
something about those few. So the next comes after the days and the share of changed people that the
policy asks, unless a privacy officer forces it; the reason is kept.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.conf import settings
from django.db.models import Model
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from explorer.release.models import Release
from explorer.release.verification.report import Report
from explorer.release.verification.wording import in_words
from profiles.anonymisation.audit import AuditFailed
from profiles.anonymisation.policy import PolicyError, Rules
from profiles.anonymisation.release import MadeGroups, make_groups
from profiles.anonymisation.sampling import Sampling
from profiles.publication import locks, verifier
from profiles.publication.activate_release import activate_release
from profiles.publication.attack.attack_release import attack_and_record
from profiles.publication.changed import FINGERPRINT, Fingerprints, fingerprints_of, share_changed
from profiles.publication.models import Policy, Publication, RunStep, SamplingSecret
from profiles.publication.purge import purge_all_but_two
from profiles.publication.read import Population, read_population
from profiles.publication.recount import RecountFailed, RecountReport, recount_release
from profiles.publication.word_tables import refused_words, search_words, titles
from profiles.publication.words import TooManyConcepts
from profiles.publication.write import next_number, sweep_away_unfinished, tidy_up, write_release


class PublicationRefused(Exception):
    """No release was made and employers see what they saw; the message says why."""


class PublicationBusy(PublicationRefused):
    """Another process is publishing; it may be asked again."""


@dataclass(frozen=True)
class Counted:
    """A release before it is written; `changed` is the share of people that changed since the active one."""

    population: Population
    made: MadeGroups
    fingerprints: Fingerprints
    changed: float

    @property
    def counts(self) -> dict[str, Any]:
        """What the inside keeps of it."""
        return {
            "people": len(self.population.people),
            "without_place": self.population.without_place,
            "groups": len(self.made.groups),
            "shapes": self.made.shapes,
            "changed": round(self.changed, 4),
        }


def publish_release(
    *,
    on: datetime.date,
    policy: Policy | None = None,
    by: str = "",
    forced_because: str = "",
    after: int | None = None,
    progress: Callable[[RunStep], None] = lambda step: None,
) -> Publication:
    """Publish by a policy, the default one unless another is given. Raises `PublicationRefused`.

    With a reason in `forced_because` the days and the share of changed people are not asked;
    then `by` must name the person. Whether they may is the caller's to ask. `after` is the
    number of the active release (0: none) that the next one is to follow; with another one
    active nothing is made, so that asking twice makes one. `progress` is called as each step begins.
    """
    rules = rules_of(policy)
    if forced_because and not by:
        raise PublicationRefused(_("Wie een uitgave eerder wil maken, zegt wie het is en waarom."))
    if not verifier.is_known():
        raise PublicationRefused(
            _("Dit proces kent het adres van de controle niet (%(name)s). Er is niets gepubliceerd.")
            % {"name": verifier.ADDRESS}
        )
    with locks.publishing() as alone:
        if not alone:
            raise PublicationBusy(_("Iemand anders zet nu een uitgave klaar. Probeer het zo weer."))
        # Under the lock: what is unfinished now is left by a process that died.
        sweep_away_unfinished()
        former = Release.objects.active()
        if after is not None and after != (former.number if former else 0):
            raise PublicationRefused(_("Er is intussen al een andere uitgave zichtbaar."))
        if former and not forced_because:
            _require_days(former, rules, on)
        progress(RunStep.COUNT)
        counted = count_release(on=on, rules=rules)
        if former and not forced_because:
            _require_changes(counted.changed, rules)
        publication = _write_and_prove(
            counted, rules, on=on, by=by, forced_because=forced_because, progress=progress
        )
        # Attacked before it is shown, so that its figures are there when employers see it.
        progress(RunStep.ATTACK)
        attack_and_record(publication=publication, population=counted.population)
        progress(RunStep.SHOW)
        activate_release(number=publication.release_number, on=on, by=by, because=forced_because)
        # The former one stays, so that it can be brought back.
        purge_all_but_two(before=former.number if former else None)
    return publication


def _write_and_prove(
    counted: Counted,
    rules: Rules,
    *,
    on: datetime.date,
    by: str,
    forced_because: str,
    progress: Callable[[RunStep], None],
) -> Publication:
    """A release outside, not visible yet, and its publication with what audit, verifier and recount say."""
    progress(RunStep.WRITE)
    release = write_release(
        number=next_number(),
        rows=_word_rows(counted.population),
        groups=counted.made.groups,
        policy=rules.to_json(),
        counts=_public_counts(counted),
        on=on,
        synthetic=settings.DEMO,
    )
    tidy_up()
    report: dict[str, Any] = {"audit": vars(counted.made.audit)}
    progress(RunStep.VERIFY)
    report["verification"] = _require_sound(release).to_json()
    progress(RunStep.RECOUNT)
    report["recount"] = _require_true(release, on).to_json()
    # Only what is proved gets a publication, and without one a release is never shown.
    return Publication.objects.create(
        release_number=release.number,
        made_by=by,
        policy=release.policy,
        counts=counted.counts,
        report=report,
        forced_by=by if forced_because else "",
        forced_because=forced_because,
        fingerprints=counted.fingerprints.astype(FINGERPRINT).tobytes(),
    )


def count_release(*, on: datetime.date, rules: Rules) -> Counted:
    """Read, count, leave out, label, close and audit; nothing is written but the secret of a new year.

    Raises `PublicationRefused`.
    """
    secret = SamplingSecret.of(on=on)
    try:
        population = read_population(on=on, sampling=Sampling(secret, rate=rules.sampling_rate))
    except TooManyConcepts as error:
        raise PublicationRefused(_("De woordenlijst is te groot om te publiceren.")) from error
    # Not even the number of all people could be shown.
    if len(population.people) < rules.k:
        raise PublicationRefused(_too_few(len(population.people), rules.k))
    words = population.numbering.words
    try:
        made = make_groups(
            people=population.people, words=words, areas=population.places.sets, policy=rules, secret=secret
        )
    except AuditFailed as error:
        raise PublicationRefused(
            _(
                "Wat getoond zou worden, zegt samen te veel over enkele mensen. Er is niets gepubliceerd; "
                "de zichtbare uitgave blijft zoals zij is."
            )
        ) from error
    if not len(made.groups):
        raise PublicationRefused(_too_few(len(population.people), rules.k))
    return Counted(population, made, _fingerprints(population, secret), _changed_since(population))


def rules_of(policy: Policy | None) -> Rules:
    """The rules of a policy, the default one unless one is given. Raises `PublicationRefused`."""
    chosen = policy or Policy.objects.default()
    if chosen is None:
        raise PublicationRefused(_("Er is geen standaardbeleid. Kies er een in het beheer."))
    try:
        return chosen.rules()
    except PolicyError as error:
        raise PublicationRefused(
            _("Het beleid “%(name)s” kan niet worden gevolgd. Kijk in het beheer naar de regel “%(rule)s”.")
            % {"name": chosen.name, "rule": error.rule}
        ) from error


def _changed_since(population: Population) -> float:
    """Share of the people of the active release that changed, by the secret that it was made with."""
    active = Release.objects.active()
    publication = active and Publication.objects.filter(release_number=active.number).first()
    if not active or not publication:
        return 1.0
    secret = SamplingSecret.of(on=active.released_on)
    before = np.frombuffer(publication.fingerprints, FINGERPRINT)
    return share_changed(before, _fingerprints(population, secret))


def _fingerprints(population: Population, secret: bytes) -> Fingerprints:
    keys = Sampling(secret, rate=0).person_keys(population.candidates)
    return fingerprints_of(keys, population.people, population.numbering.words, secret=secret)


def _require_days(former: Release, rules: Rules, on: datetime.date) -> None:
    first = former.released_on + datetime.timedelta(days=rules.least_days)
    if on < first:
        raise PublicationRefused(
            _(
                "De zichtbare uitgave is van %(date)s. Een volgende mag vanaf %(first)s, "
                "omdat twee uitgaven kort na elkaar iets over één persoon kunnen zeggen."
            )
            % {"date": date_format(former.released_on), "first": date_format(first)}
        )


def _require_changes(changed: float, rules: Rules) -> None:
    if changed < rules.least_changed:
        raise PublicationRefused(
            _(
                "Sinds de zichtbare uitgave veranderde er iets bij %(changed)s %% van de mensen. "
                "Een volgende mag vanaf %(least)s %%, omdat kleine verschillen iets over één persoon "
                "kunnen zeggen."
            )
            % {
                "changed": number_format(100 * changed, 1),
                "least": number_format(100 * rules.least_changed, 0),
            }
        )


def _require_sound(release: Release) -> Report:
    report = Report.from_json(verifier.verify_apart(release=release).report)
    if report.passed:
        return report
    raise PublicationRefused(
        _(
            "De controle heeft uitgave %(number)s afgekeurd: %(violation)s Overtredingen in totaal: "
            "%(total)s. Er is niets gepubliceerd; de zichtbare uitgave blijft zoals zij is."
        )
        % {"number": release.number, "violation": in_words(report.violations[0]), "total": report.total}
    )


def _require_true(release: Release, on: datetime.date) -> RecountReport:
    try:
        return recount_release(release=release, on=on)
    except RecountFailed as error:
        raise PublicationRefused(
            _(
                "Opnieuw geteld klopt uitgave %(number)s niet met het register: %(found)s. "
                "Er is niets gepubliceerd; de zichtbare uitgave blijft zoals zij is."
            )
            % {"number": release.number, "found": error}
        ) from error


def _word_rows(population: Population) -> tuple[Model, ...]:
    places, number_of = population.places, population.numbering.number_of
    return (
        *population.numbering.concepts,
        *places.areas,
        *places.circles,
        *titles(number_of),
        *search_words(number_of),
        *refused_words(),
    )


def _public_counts(counted: Counted) -> dict[str, int]:
    """What any visitor can count in the rows; of people only the label of the country."""
    groups, areas = counted.made.groups, counted.population.places.areas
    country = max(areas, key=lambda area: len(area.members)).number
    everybody = (groups["what"] == 0) & (groups["condition"] == 0) & (groups["area"] == country)
    return {"groups": len(groups), "people": int(groups["at_least"][everybody].max(initial=0))}


def _too_few(people: int, k: int) -> str:
    return _(
        "Er zijn minstens %(k)s mensen nodig om iets te tonen. Nu mogen er %(people)s getoond worden. "
        "Er is niets gepubliceerd; de zichtbare uitgave blijft zoals zij is."
    ) % {"people": people, "k": k}
