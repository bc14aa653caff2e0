"""In which groups a candidate counts, which facts are in none, from when on; and the letter about it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from explorer.release.models import Release
from profiles.access.guard import needs
from profiles.access.log_of_use import Action
from profiles.access.rights import Right
from profiles.desk.models import Approach
from profiles.publication.models import Policy
from profiles.publication.preview import PreviewGroup, preview_profile
from profiles.register.gaps import gaps
from profiles.register.models import Profile
from profiles.staff.access import StaffRequest, may_change
from profiles.staff.candidate_access import open_candidate
from profiles.staff.pages.profile_read import rather_not_of, recorded_facts
from profiles.staff.profile_status import profile_status
from profiles.vocabulary.attributes import BY_NAME

FIRST_GROUPS = 8
IN_SHORT = 3
IN_LETTER = 4
ASKED_IN_LETTER = 5


@dataclass(frozen=True)
class GroupLine:
    """A group without a condition, and below it those of the same work and place with one."""

    what: str
    area: str
    at_least: int
    conditions: Sequence[PreviewGroup]


@dataclass(frozen=True)
class GroupsInShort:
    """How many groups, a few of them, and whether the next release counts the profile."""

    number: int
    lines: Sequence[GroupLine]
    counted: bool


@needs(Right.VIEW_CANDIDATES)
@require_safe
def visible(request: StaffRequest, pk: int) -> HttpResponse:
    """What employers see of the groups of the candidate. They cannot see which people are in them."""
    candidate = open_candidate(request, pk)
    profile: Profile | None = getattr(candidate, "profile", None)
    today = timezone.localdate()
    preview = preview_profile(profile=profile, on=today) if profile else None
    lines = group_lines(preview.groups) if preview else []
    unknown = [str(BY_NAME[name].label) for name in gaps(profile)] if profile else []
    context = {
        "candidate": candidate,
        "profile": profile,
        "status": profile_status(profile, on=today, objected_on=candidate.objected_on),
        "preview": preview,
        "lines": lines[:FIRST_GROUPS],
        "other_lines": lines[FIRST_GROUPS:],
        "unknown": unknown,
        "facts": recorded_facts(profile) if profile else [],
        "rather_not": rather_not_of(profile) if profile else [],
        "next_release": earliest_release(on=today),
        "may_change": may_change(request.user),
    }
    return render(request, "profiles/visible.html", context)


@needs(Right.VIEW_CANDIDATES)
@require_safe
def letter(request: StaffRequest, pk: int) -> HttpResponse:
    """A letter in large print for the person: what employers see, who asked, and how to stop."""
    candidate = open_candidate(request, pk, action=Action.LETTER)
    profile: Profile | None = getattr(candidate, "profile", None)
    today = timezone.localdate()
    preview = preview_profile(profile=profile, on=today) if profile else None
    asked = Approach.objects.filter(candidate=candidate).select_related("case").order_by("-asked_at")
    context = {
        "candidate": candidate,
        "profile": profile,
        "today": today,
        "lines": _named_first(profile, preview.groups)[:IN_LETTER] if profile and preview else [],
        "counted": bool(preview and preview.counted),
        "next_release": earliest_release(on=today),
        "asked": asked[:ASKED_IN_LETTER],
        "worker": request.user,
        "never_shown": [
            _("Uw naam, leeftijd of adres"),
            _("Uw gezondheid"),
            _("Uw uitkering"),
            _("Wat u ons vertelt"),
        ],
    }
    return render(request, "profiles/letter_to_person.html", context)


def groups_in_short(profile: Profile | None, *, on: datetime.date) -> GroupsInShort | None:
    """For beside the form; None without a profile."""
    if profile is None:
        return None
    preview = preview_profile(profile=profile, on=on)
    lines = _named_first(profile, preview.groups)
    return GroupsInShort(len(preview.groups), lines[:IN_SHORT], preview.counted)


def group_lines(groups: Sequence[PreviewGroup]) -> list[GroupLine]:
    """The groups by work and place, in the order in which they come."""
    lines: dict[tuple[str, str], list[PreviewGroup]] = {}
    for group in groups:
        lines.setdefault((group.what_label, group.area_label), []).append(group)
    return [
        GroupLine(
            what=what,
            area=area,
            # The list is closed: without a condition there are at least as many.
            at_least=max(group.at_least for group in of_line),
            conditions=[group for group in of_line if group.condition_label],
        )
        for (what, area), of_line in lines.items()
    ]


def earliest_release(*, on: datetime.date) -> datetime.date:
    """The first day on which the rules let a next release follow the one that employers see."""
    active = Release.objects.active()
    policy = Policy.objects.default() or Policy()
    if active is None:
        return on
    return max(on, active.released_on + datetime.timedelta(days=policy.least_days))


def _named_first(profile: Profile, groups: Sequence[PreviewGroup]) -> list[GroupLine]:
    """Groups of work, each work once, in the narrowest area; first the words of the profile itself."""
    concepts = [fact.concept for fact in profile.facts.select_related("concept")]
    own = {text for concept in concepts for text in (concept.label, concept.display_nl) if text}
    unique: dict[str, GroupLine] = {}
    for line in group_lines(groups):
        if line.what:
            # Narrow areas come first, so the first line of a work is the one that says most.
            unique.setdefault(line.what, line)
    return sorted(unique.values(), key=lambda line: line.what not in own)
