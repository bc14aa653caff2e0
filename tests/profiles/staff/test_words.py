"""Long lists: typed words are resolved when the form is sent, and offered while one types."""

import pytest
from django.urls import reverse

from profiles.register.models import Candidate, Profile
from profiles.staff.forms.words import split_words
from profiles.vocabulary.models import Concept
from tests.factories.vocabulary import small_vocabulary
from tests.profiles.staff.forms import fields_of
from tests.profiles.staff.profile_page import NONE, facts_of, opened, save, submit, text_of
from tests.profiles.staff.reader import Reader

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])


@pytest.fixture(autouse=True)
def words() -> dict[tuple[str, str], Concept]:
    return small_vocabulary()


def suggestions(client: Reader, attribute: str, **query: str | list[str]) -> str:
    headers = {"HX-Request": "true"}
    return text_of(client.get(reverse("staff:words", args=[attribute]), query, headers=headers))


@pytest.mark.parametrize("typed", ["orderpicken", "ORDERPICKEN", " Orderpicken ;", "orderpiken"])
def test_typed_word_is_resolved_on_saving(client: Reader, candidate: Candidate, typed: str) -> None:
    assert save(client, candidate, task_woorden=typed).status_code == 302
    assert facts_of(candidate, "task") == {"orderpicken"}


def test_several_words_join_what_was_chosen(client: Reader, candidate: Candidate) -> None:
    save(client, candidate, task="groen-onderhouden")
    save(client, candidate, task_woorden="orderpicken, inpakken en sorteren")
    assert facts_of(candidate, "task") == {"groen-onderhouden", "orderpicken", "inpakken-en-sorteren"}


def test_unclear_word_is_kept_with_suggestions(client: Reader, candidate: Candidate) -> None:
    response = save(client, candidate, skill_woorden="truck", task_woorden="orderpicken", note="Kort")
    page = text_of(response)
    assert "“truck” staat zo niet in de lijst" in page
    assert 'href="#id_skill_woorden"' in page
    assert not Profile.objects.exists()
    back = fields_of(response.content.decode(), "profiel")
    assert back["skill_woorden"] == ["truck"]
    assert back["note"] == ["Kort"]
    # What was clear needs no second look: it stands ticked.
    assert (back["task"], back["task_woorden"]) == (["orderpicken"], [""])
    assert 'name="skill" value="heftruck-rijden"' in page


def test_word_without_any_likeness_is_kept_too(client: Reader, candidate: Candidate) -> None:
    response = save(client, candidate, task_woorden="orderpicken, xyzzy")
    assert "“xyzzy” staat niet in de lijst" in text_of(response)
    assert fields_of(response.content.decode(), "profiel")["task_woorden"] == ["xyzzy"]


def test_ticked_suggestion_settles_the_word(client: Reader, candidate: Candidate) -> None:
    response = save(client, candidate, skill_woorden="truck")
    form = fields_of(response.content.decode(), "profiel")
    assert submit(client, candidate, form, skill="reachtruck-rijden").status_code == 302
    assert facts_of(candidate, "skill") == {"reachtruck-rijden"}


def test_word_that_is_like_an_earlier_choice_is_not_swallowed(client: Reader, candidate: Candidate) -> None:
    save(client, candidate, skill="heftruck-rijden")
    response = save(client, candidate, skill_woorden="truck")
    assert "“truck” staat zo niet in de lijst" in text_of(response)


def test_typed_word_and_not_applicable_is_an_error(client: Reader, candidate: Candidate) -> None:
    response = save(client, candidate, task=NONE, task_woorden="orderpicken")
    assert "U koos gegevens en ook “Niet van toepassing”" in text_of(response)
    back = fields_of(response.content.decode(), "profiel")
    assert (back["task"], back["task_woorden"]) == ([NONE], ["orderpicken"])


def test_unticked_word_is_removed(client: Reader, candidate: Candidate) -> None:
    save(client, candidate, task=["orderpicken", "groen-onderhouden"])
    form = opened(client, candidate)
    assert set(form["task"]) == {"orderpicken", "groen-onderhouden"}
    submit(client, candidate, form, task="orderpicken")
    assert facts_of(candidate, "task") == {"orderpicken"}


def test_suggestions_fit_the_last_word(client: Reader) -> None:
    part = suggestions(client, "task", task_woorden="groen, order")
    assert 'name="task" value="orderpicken"' in part
    assert "groen-onderhouden" not in part
    assert "1 voorstel" in part
    assert "<html" not in part


def test_ticked_words_stay_while_typing(client: Reader) -> None:
    part = suggestions(client, "task", task=["groen-onderhouden", NONE], task_woorden="order")
    assert 'value="groen-onderhouden" checked' in part
    assert 'value="orderpicken" checked' not in part


def test_nothing_found_is_said(client: Reader) -> None:
    part = suggestions(client, "task", task_woorden="xyzzy")
    assert "Niets gevonden bij “xyzzy”" in part
    assert "0 voorstellen" in part


@pytest.mark.parametrize("attribute", ["licence", "place", "onzin"])
def test_only_long_lists_have_suggestions(client: Reader, attribute: str) -> None:
    assert client.get(reverse("staff:words", args=[attribute])).status_code == 404


def test_ended_session_does_not_wipe_what_was_ticked() -> None:
    """The browser follows to the log-in page; htmx must not put that in place of the list."""
    address = reverse("staff:words", args=["task"])
    response = Reader().get(address, {"task_woorden": "x"}, headers={"HX-Request": "true"}, follow=True)
    assert response.redirect_chain
    assert response.headers["HX-Reswap"] == "none"


def test_markup_in_a_word_is_shown_as_typed(client: Reader, candidate: Candidate) -> None:
    typed = "<b>x</b>"
    assert typed not in save(client, candidate, task_woorden=typed).content.decode()
    response = client.get(reverse("staff:words", args=["task"]), {"task_woorden": typed})
    assert typed not in response.content.decode()


def test_words_are_parted_by_commas_and_semicolons() -> None:
    assert split_words(" a, b;c\n,, d e ") == ["a", "b", "c", "d e"]
