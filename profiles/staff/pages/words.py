"""Suggestions while the user types in a long list. Without JavaScript the form itself does this work."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from profiles.access.guard import needs
from profiles.access.rights import Right
from profiles.staff.access import StaffRequest
from profiles.staff.forms.attribute_input import AttributeInput, chosen_options, offered_options
from profiles.staff.forms.profile import LONG, words_name
from profiles.staff.forms.words import OFFERED, WordBook, matcher_for, split_words
from profiles.vocabulary.attributes import BY_NAME

NAMES = {attribute.name for attribute in LONG}


@needs(Right.CHANGE_CANDIDATES)
@require_safe
def words(request: StaffRequest, attribute: str) -> HttpResponse:
    """The list under the field: what is ticked stays, what fits the last word is offered."""
    if attribute not in NAMES:
        raise Http404
    today = timezone.localdate()
    ticked = request.GET.getlist(attribute)
    typed = split_words(request.GET.get(words_name(attribute), "")[:500])
    nearest = matcher_for(attribute, on=today).suggest(typed[-1], limit=OFFERED) if typed else []
    book = WordBook({attribute: ticked}, on=today)
    part = AttributeInput(
        BY_NAME[attribute],
        special=(),
        chosen=chosen_options(book, BY_NAME[attribute], ticked),
        offered=offered_options([suggestion.concept for suggestion in nearest], but=ticked),
        text=typed[-1] if typed else "",
    )
    return render(request, "profiles/_words.html", {"input": part, "is_answer": True})
