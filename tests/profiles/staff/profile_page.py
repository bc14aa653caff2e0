"""The profile page as a case worker handles it."""

import html

from django.http import HttpResponse
from django.urls import reverse

from explorer.release.models import NOT_APPLICABLE, NOT_RECORDED
from profiles.register.models import Candidate, Profile
from tests.profiles.staff.forms import Fields, fields_of
from tests.profiles.staff.reader import Reader

UNKNOWN, NONE = NOT_RECORDED, NOT_APPLICABLE


def address(candidate: Candidate) -> str:
    return reverse("staff:profile", args=[candidate.pk])


def text_of(response: HttpResponse) -> str:
    return html.unescape(response.content.decode())


def opened(client: Reader, candidate: Candidate) -> Fields:
    """The form as it opens, all on one page."""
    return fields_of(client.get(address(candidate) + "?stap=alles").content.decode(), "profiel")


def submit(client: Reader, candidate: Candidate, form: Fields, **changed: str | list[str]) -> HttpResponse:
    """Send the form with some fields filled in otherwise."""
    lists = {name: [value] if isinstance(value, str) else value for name, value in changed.items()}
    return client.post(address(candidate), {**form, **lists})


def opened_at(client: Reader, candidate: Candidate, screen: str) -> Fields:
    """One screen of the form as it opens."""
    return fields_of(client.get(f"{address(candidate)}?stap={screen}").content.decode(), "profiel")


def save(client: Reader, candidate: Candidate, **changed: str | list[str]) -> HttpResponse:
    """Open the form, fill in and save."""
    return submit(client, candidate, opened(client, candidate), **changed)


def facts_of(candidate: Candidate, attribute: str) -> set[str]:
    """Codes of the stored facts of one attribute."""
    facts = Profile.objects.get(candidate=candidate).facts
    return set(facts.filter(concept__attribute=attribute).values_list("concept__code", flat=True))
