import datetime
from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from profiles.register.bsn import holds_bsn
from profiles.register.models import Candidate, Profile, ProfileFact
from profiles.register.verbs.candidate_details import bsn_message
from profiles.vocabulary.attributes import CHOSEN
from profiles.vocabulary.day_parts import DAY_PART_CODES
from profiles.vocabulary.models import Concept

CHOSEN_NAMES = frozenset(attribute.name for attribute in CHOSEN)


class ProfileRefused(Exception):
    """The answers cannot be kept as they are; `field` names the one that prevents it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class ProfileOvertaken(Exception):
    """A colleague saved the profile since the form was opened; `current` is how it is now."""

    def __init__(self, current: Profile) -> None:
        super().__init__(_("Een collega heeft dit profiel intussen gewijzigd."))
        self.current = current


@dataclass(frozen=True, kw_only=True)
class ProfileAnswers:
    """All that a profile says. An attribute that is neither chosen nor not applicable is not recorded.

    `chosen` holds ids of concepts per attribute; `hours` are per week, from and up to and including;
    `rather_not` are codes of day parts.
    """

    chosen: Mapping[str, Collection[int]] = field(default_factory=dict)
    not_applicable: frozenset[str] = frozenset()
    rather_not: frozenset[str] = frozenset()
    hours: tuple[int, int] | None = None
    available_from: datetime.date | None = None
    publication_basis: str = ""
    basis_recorded_on: datetime.date | None = None
    note: str = ""


def save_profile(
    *, candidate: Candidate, answers: ProfileAnswers, seen_at: datetime.datetime | None
) -> Profile:
    """Replace what a profile says, and return it; a candidate without one gets one.

    `seen_at` is the profile's `updated_at` when the editor opened it, None when
    there was no profile. Raises `ProfileOvertaken` and `ProfileRefused`.
    """
    _refuse_contradictions(answers)
    with transaction.atomic():
        profile = _locked(candidate, seen_at)
        if profile.state == Profile.State.PUBLISHED and not answers.publication_basis:
            raise ProfileRefused(
                "publication_basis",
                _("Zonder grondslag mag dit profiel niet zichtbaar zijn. Trek het eerst terug."),
            )
        profile.hours_min, profile.hours_max = answers.hours or (None, None)
        profile.available_from = answers.available_from
        profile.not_applicable = sorted(answers.not_applicable)
        profile.rather_not = [code for code in DAY_PART_CODES if code in answers.rather_not]
        profile.publication_basis = answers.publication_basis
        profile.basis_recorded_on = answers.basis_recorded_on if answers.publication_basis else None
        profile.note = answers.note
        profile.save()
        _replace_facts(profile, {pk for chosen in answers.chosen.values() for pk in chosen})
    return profile


def _refuse_contradictions(answers: ProfileAnswers) -> None:
    if unknown := (answers.chosen.keys() | answers.not_applicable) - CHOSEN_NAMES:
        raise ProfileRefused(min(unknown), _("Dit kenmerk kan niet worden gekozen."))
    both = {name for name in answers.not_applicable if answers.chosen.get(name)}
    if both:
        raise ProfileRefused(min(both), _("Kies wat geldt, of dat het niet van toepassing is. Niet allebei."))
    if answers.rather_not:
        _refuse_rather_not(answers)
    if holds_bsn(answers.note):
        raise ProfileRefused("note", bsn_message())


def _refuse_rather_not(answers: ProfileAnswers) -> None:
    if answers.rather_not - set(DAY_PART_CODES):
        raise ProfileRefused("rather_not", _("Dit dagdeel is er niet."))
    if "worktime" in answers.not_applicable:
        raise ProfileRefused("rather_not", _("U koos dagdelen en ook “niet van toepassing”."))
    can = Concept.objects.filter(pk__in=answers.chosen.get("worktime", ()), code__in=answers.rather_not)
    if both := can.first():
        raise ProfileRefused("rather_not", can_and_rather_not(both.label))


def can_and_rather_not(label: str) -> str:
    """Why a day part cannot be both."""
    return _("%(part)s staat bij kan en bij liever niet. Kies een van de twee.") % {"part": label}


def _locked(candidate: Candidate, seen_at: datetime.datetime | None) -> Profile:
    current = Profile.objects.select_for_update().filter(candidate=candidate).first()
    if current and current.updated_at != seen_at:
        raise ProfileOvertaken(current)
    if current:
        return current
    try:
        # A savepoint: a colleague may make it at this very moment, and then theirs is shown first.
        with transaction.atomic():
            return Profile.objects.create(candidate=candidate)
    except IntegrityError as error:
        raise ProfileOvertaken(Profile.objects.get(candidate=candidate)) from error


def _replace_facts(profile: Profile, wanted: AbstractSet[int]) -> None:
    """Write only what differs, so that history has what really changed."""
    held = dict(profile.facts.filter(concept__attribute__in=CHOSEN_NAMES).values_list("concept_id", "pk"))
    ProfileFact.objects.filter(pk__in=[pk for concept, pk in held.items() if concept not in wanted]).delete()
    new = [ProfileFact(profile=profile, concept_id=concept) for concept in sorted(wanted - held.keys())]
    ProfileFact.objects.bulk_create(new)
