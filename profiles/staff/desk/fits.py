"""Matching people: of a request, of a group code, of typed words."""

import datetime
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from explorer.contact.limits import normal_organisation
from explorer.contact.models import ContactRequest
from explorer.release.group_code import MistypedCode
from profiles.access.guard import needs
from profiles.access.log_of_use import Action, Activity, log_use
from profiles.access.rights import Right
from profiles.desk.matching import FitPage, who_fits
from profiles.desk.models import Case
from profiles.desk.wish import PARAMETERS, DeskWish, wish_of_group, wish_of_query, wish_of_words
from profiles.staff.access import StaffRequest
from profiles.staff.desk.access import open_case, regions_for, require_desk
from profiles.staff.desk.rows import requests_of
from profiles.vocabulary.tree import Tree, load_tree

MOST_PAGES = 10_000
LONGEST_TEXT = 200


@dataclass(frozen=True)
class NamedWish:
    """One of the wishes of a request, by its place in the address."""

    number: int
    title: str
    wish: DeskWish


@dataclass(frozen=True)
class CaseFits:
    """The wishes of a request, which of them is shown, and the people that fit that one."""

    wishes: tuple[NamedWish, ...]
    chosen: NamedWish
    page: FitPage


@needs(Right.WORK_AT_DESK)
@require_safe
def fits(request: StaffRequest, number: str) -> HttpResponse:
    """All people that fit a request, 25 a page."""
    found = open_case(request, number)
    asked = requests_of([found]).get(found.number)
    shown = fits_of_case(
        found,
        asked,
        on=timezone.localdate(),
        wanted=_number(request.GET.get("wens")),
        page=_number(request.GET.get("pagina")),
    )
    if shown is not None:
        _record(request, shown.page)
    context = {"case": found, "asked": asked, "fits": shown, "page": shown.page if shown else None}
    return render(request, "profiles/desk/fits.html", context)


@needs(Right.WORK_AT_DESK)
@require_safe
def find_fits(request: StaffRequest) -> HttpResponse:
    """The people that fit a group code or typed words, without a request."""
    require_desk(request)
    today = timezone.localdate()
    tree = load_tree(on=today)
    # Words of a vacancy and no name, so they may be in the address.
    text = request.GET.get("zoek", "").strip()[:LONGEST_TEXT]
    wish, problem = _typed(tree, request, text)
    page = None
    if wish is not None and not wish.is_empty:
        page = who_fits(
            tree, wish, regions=regions_for(request.user), on=today, page=_number(request.GET.get("pagina"))
        )
        _record(request, page)
    context = {"text": text, "wish": wish, "page": page, "problem": problem}
    return render(request, "profiles/desk/find_fits.html", context)


def fits_of_case(
    case: Case, asked: ContactRequest | None, *, on: datetime.date, wanted: int = 1, page: int = 1
) -> CaseFits | None:
    """The people that fit one of the wishes of a request; None without a wish that can be compared."""
    if asked is None or case.is_closed:
        return None
    tree = load_tree(on=on)
    read = [wish_of_query(tree, asked.query)] if asked.query else []
    for code in asked.groups:
        try:
            read.append(wish_of_group(tree, code))
        except MistypedCode:
            # The other codes still say what is asked.
            continue
    useful = [wish for wish in read if not wish.is_empty]
    wishes = [NamedWish(number, wish.title, wish) for number, wish in enumerate(useful, start=1)]
    if not wishes:
        return None
    chosen = wishes[min(wanted, len(wishes)) - 1]
    found = who_fits(
        tree,
        chosen.wish,
        regions=[case.desk.region_id],
        on=on,
        # A candidate who does not want this employer is not even shown.
        no_go_key=normal_organisation(asked.organisation),
        case=case.pk,
        page=page,
    )
    return CaseFits(tuple(wishes), chosen, found)


def _typed(tree: Tree, request: StaffRequest, text: str) -> tuple[DeskWish | None, str]:
    """The wish of the page's address, and what is wrong with it."""
    if any(name in request.GET for name in (*PARAMETERS, "vanuit")):
        return wish_of_query(tree, request.GET.urlencode()), ""
    if not text:
        return None, ""
    try:
        wish = wish_of_group(tree, text)
    except MistypedCode:
        wish = wish_of_words(tree, text)
    if wish.is_empty:
        return wish, _("Wij kennen dit woord of deze groepscode niet. Kijk na wat u typte.")
    return wish, ""


def _record(request: StaffRequest, page: FitPage) -> None:
    log_use(
        action=Action.SEARCH,
        objects=[row.candidate for row in page.rows],
        request=request,
        activity=Activity.MEDIATION,
    )


def _number(text: str | None) -> int:
    return min(max(int(text), 1), MOST_PAGES) if text and text.isdecimal() and len(text) < 6 else 1
