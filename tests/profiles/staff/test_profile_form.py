import datetime
import re
from typing import Any

import pytest
from django.urls import reverse

from profiles.register.models import Candidate, Profile
from profiles.staff.models import StaffUser
from profiles.vocabulary.attributes import CHOSEN
from profiles.vocabulary.models import Concept
from tests.factories.register import TODAY, ProfileFactory
from tests.factories.staff import StaffUserFactory
from tests.factories.vocabulary import WORDS, ConceptFactory, small_vocabulary
from tests.profiles.staff.forms import fields_of
from tests.profiles.staff.profile_page import (
    NONE,
    UNKNOWN,
    address,
    facts_of,
    opened,
    opened_at,
    save,
    submit,
    text_of,
)
from tests.profiles.staff.reader import Reader, logged_in

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
A_FACT = {name: next(reversed(WORDS[name])) for name in (attribute.name for attribute in CHOSEN)}


@pytest.fixture(autouse=True)
def words() -> dict[tuple[str, str], Concept]:
    return small_vocabulary()


def test_empty_form_makes_an_empty_draft(client: Reader, candidate: Candidate) -> None:
    assert save(client, candidate)["Location"] == address(candidate) + "?stap=alles"
    profile = Profile.objects.get(candidate=candidate)
    assert profile.state == Profile.State.DRAFT
    assert not profile.facts.exists()
    assert profile.not_applicable == []


def test_every_attribute_can_be_answered(client: Reader, candidate: Candidate) -> None:
    save(client, candidate, **A_FACT)
    assert {name: facts_of(candidate, name) for name in A_FACT} == {
        name: {code} for name, code in A_FACT.items()
    }


def test_every_attribute_can_be_said_not_to_apply(client: Reader, candidate: Candidate) -> None:
    save(client, candidate, **dict.fromkeys(A_FACT, NONE))
    profile = Profile.objects.get()
    assert set(profile.not_applicable) == set(A_FACT)
    assert not profile.facts.exists()


def test_form_opens_as_it_was_saved(client: Reader, candidate: Candidate) -> None:
    said = {
        **A_FACT,
        "licence": NONE,
        "hours_min": "16",
        "hours_max": "24",
        "available_from": "2026-12-01",
        "publication_basis": "consent",
        "basis_recorded_on": "2026-11-02",
        "note": "Belt liever\nna vier uur",
    }
    save(client, candidate, **said)
    form = opened(client, candidate)
    # A language is chosen in a row of its own, by how it is spoken and written.
    del said["language"]
    assert form["taal_spreken"][0] == "redelijk"
    assert {name: form[name] for name in said} == {name: [value] for name, value in said.items()}


def test_saving_an_untouched_form_changes_nothing(client: Reader, candidate: Candidate) -> None:
    save(client, candidate, **A_FACT, hours_min="8", hours_max="8", note="x")
    before = opened(client, candidate)
    save(client, candidate)
    after = opened(client, candidate)
    # What is signed holds the second in which it was.
    unstable = {"updated_at", "seen", "whose"}
    assert {k: v for k, v in before.items() if k not in unstable} == {
        k: v for k, v in after.items() if k not in unstable
    }


def test_not_recorded_differs_from_not_applicable(client: Reader, candidate: Candidate) -> None:
    save(client, candidate, licence=NONE)
    assert opened(client, candidate)["licence"] == [NONE]
    save(client, candidate, licence=UNKNOWN)
    assert opened(client, candidate)["licence"] == [UNKNOWN]
    assert Profile.objects.get().not_applicable == []


def test_choosing_and_not_applicable_together_is_an_error(client: Reader, candidate: Candidate) -> None:
    response = save(client, candidate, licence=["B", NONE], task_woorden="orderpicken")
    assert "U koos gegevens en ook “Geen rijbewijs”" in text_of(response)
    assert not Profile.objects.exists()


def test_a_word_and_the_mark_of_not_recorded_means_the_word(client: Reader, candidate: Candidate) -> None:
    save(client, candidate, licence=["B", UNKNOWN])
    assert facts_of(candidate, "licence") == {"B"}


@pytest.mark.parametrize(
    ("typed", "field", "told"),
    [
        ({"hours_min": "acht"}, "hours_min", "Vul een getal in, bijvoorbeeld 24."),
        ({"hours_min": "0", "hours_max": "8"}, "hours_min", "van 1 tot en met 60"),
        ({"hours_min": "8", "hours_max": "61"}, "hours_max", "van 1 tot en met 60"),
        ({"hours_min": "8"}, "hours_max", "Vul beide in."),
        ({"hours_max": "8"}, "hours_min", "Vul beide in."),
        ({"hours_min": "24", "hours_max": "16"}, "hours_max", "minder dan het aantal uren vanaf"),
        ({"available_from": "morgen"}, "available_from", "bijvoorbeeld 31-12-2026"),
        ({"note": "BSN 111222333"}, "note", "wij bewaren geen BSN"),
        ({"education": ["mbo-1", "mbo-2"]}, "education", "Kies er één."),
        ({"task": "orderpicken", "task_woorden": "111222333"}, "task_woorden", "wij bewaren geen BSN"),
    ],
)
def test_error_stands_at_its_field_and_loses_nothing(
    client: Reader, candidate: Candidate, typed: dict[str, Any], field: str, told: str
) -> None:
    others = {"skill": "heftruck-rijden", "transport": "ov", "available_from": "2026-12-01", "note": "Kort"}
    form = opened(client, candidate)
    response = submit(client, candidate, form, **{**others, **typed})
    page = text_of(response)
    assert f'href="#id_{field}"' in page
    assert f'id="id_{field}_error"' in page
    assert told in page
    assert not Profile.objects.exists()
    back = fields_of(response.content.decode(), "profiel")
    for name, value in {**others, **typed}.items():
        assert back[name] == ([value] if isinstance(value, str) else value), name


def test_word_that_does_not_exist_is_refused(client: Reader, candidate: Candidate) -> None:
    response = save(client, candidate, licence="Z9", task="verzonnen", transport="ov")
    assert "“Z9” staat niet in de lijst." in text_of(response)
    assert "“verzonnen” staat niet in de lijst." in text_of(response)
    assert fields_of(response.content.decode(), "profiel")["transport"] == ["ov"]
    assert not Profile.objects.exists()


def test_mended_form_is_saved(client: Reader, candidate: Candidate) -> None:
    response = save(client, candidate, hours_min="24", hours_max="16", skill="heftruck-rijden")
    submit(client, candidate, fields_of(response.content.decode(), "profiel"), hours_max="32")
    profile = Profile.objects.get()
    assert (profile.hours_min, profile.hours_max) == (24, 32)
    assert facts_of(candidate, "skill") == {"heftruck-rijden"}


def test_dutch_date_is_read_where_there_is_no_picker(client: Reader, candidate: Candidate) -> None:
    save(client, candidate, available_from="01-12-2026")
    assert Profile.objects.get().available_from == datetime.date(2026, 12, 1)


def test_basis_without_a_date_is_recorded_today(client: Reader, candidate: Candidate) -> None:
    save(client, candidate, publication_basis="legal_task")
    assert Profile.objects.get().basis_recorded_on == TODAY


def test_ended_word_stays_until_it_is_taken_off(client: Reader, candidate: Candidate) -> None:
    save(client, candidate, licence="B", task="orderpicken")
    yesterday = TODAY - datetime.timedelta(days=1)
    Concept.objects.filter(code__in=["B", "orderpicken"]).update(valid_until=yesterday)
    save(client, candidate, note="x")
    assert (facts_of(candidate, "licence"), facts_of(candidate, "task")) == ({"B"}, {"orderpicken"})
    save(client, candidate, licence=UNKNOWN, task=UNKNOWN)
    assert "“B” staat niet in de lijst" in text_of(save(client, candidate, licence="B"))


def test_group_is_offered_only_to_who_holds_it(client: Reader, candidate: Candidate) -> None:
    page = client.get(address(candidate) + "?stap=opleiding").content.decode()
    assert 'name="education" value="mbo-1"' in page
    assert 'name="education" value="mbo"' not in page
    save(client, candidate, education="mbo-1")
    profile = Profile.objects.get()
    profile.facts.update(concept=Concept.objects.get(attribute="education", code="mbo"))
    assert opened(client, candidate)["education"] == ["mbo"]


def test_reader_sees_facts_and_no_note(case_worker: StaffUser, candidate: Candidate) -> None:
    facts = [small_vocabulary()["task", "orderpicken"]]
    ProfileFactory(candidate=candidate, facts=facts, not_applicable=["licence"], note="Alleen voor collega's")
    adviser = logged_in(StaffUserFactory(adviser=True, organisation=case_worker.organisation))
    page = text_of(adviser.get(address(candidate)))
    assert "Orderpicken" in page
    assert "Geen rijbewijs" in page
    assert "Niet vastgelegd" in page
    assert "Alleen voor collega's" not in page
    assert "<textarea" not in page


def test_gaps_are_named_with_the_way_to_them(client: Reader, candidate: Candidate) -> None:
    save(client, candidate, task="orderpicken", hours_min="24", hours_max="32")
    page = text_of(client.get(address(candidate) + "?stap=werk"))
    gap = f'href="{address(candidate)}?stap=vervoer#id_licence">Rijbewijs</a>'
    assert gap in page
    save(client, candidate, licence="B")
    assert gap not in text_of(client.get(address(candidate) + "?stap=werk"))


def test_coach_never_praises_a_profile_that_nobody_finds(client: Reader, candidate: Candidate) -> None:
    save(client, candidate, **A_FACT, hours_min="24", hours_max="32", available_from="2026-11-01")
    page = text_of(client.get(address(candidate) + "?stap=werk"))
    assert "Niemand vindt deze kandidaat nu." in page
    assert "Het profiel is nog niet vrijgegeven." in page
    save(client, candidate, publication_basis="consent", then="ready")
    save(client, candidate, then="published")
    assert "Niemand vindt deze kandidaat nu." not in text_of(client.get(address(candidate) + "?stap=werk"))


def test_profile_opens_on_the_first_step_that_is_not_done(client: Reader, candidate: Candidate) -> None:
    save(client, candidate, occupation="9333", sector="52", contract="B")
    page = text_of(client.get(address(candidate)))
    assert '<input type="hidden" name="stap" value="taken">' in page


def test_one_screen_changes_nothing_of_the_others(client: Reader, candidate: Candidate) -> None:
    save(client, candidate, **A_FACT, hours_min="8", hours_max="16", note="Kort")
    before = {name: facts_of(candidate, name) for name in A_FACT}
    for screen in ("werk", "taken", "uren", "opleiding", "vervoer", "meetellen"):
        submit(client, candidate, opened_at(client, candidate, screen))
    profile = Profile.objects.get()
    assert {name: facts_of(candidate, name) for name in A_FACT} == before
    assert (profile.hours_min, profile.hours_max, profile.note) == (8, 16, "Kort")


def test_next_button_saves_and_goes_on(client: Reader, candidate: Candidate) -> None:
    form = opened_at(client, candidate, "taken")
    response = submit(client, candidate, form, task="orderpicken", verder="uren")
    assert response["Location"] == address(candidate) + "?stap=uren"
    assert facts_of(candidate, "task") == {"orderpicken"}


@pytest.mark.parametrize(
    ("choice", "day"),
    [
        ("nu", TODAY),
        ("2-weken", datetime.date(2026, 12, 7)),
        ("1-maand", datetime.date(2026, 12, 23)),
        ("", None),
    ],
)
def test_start_is_a_choice(
    client: Reader, candidate: Candidate, choice: str, day: datetime.date | None
) -> None:
    submit(client, candidate, opened_at(client, candidate, "uren"), begin=choice)
    assert Profile.objects.get().available_from == day


def test_start_that_is_past_stays_as_it_is(client: Reader, candidate: Candidate) -> None:
    save(client, candidate, begin="datum", available_from="2026-10-01")
    form = opened_at(client, candidate, "uren")
    assert form["begin"] == ["nu"]
    submit(client, candidate, form)
    assert Profile.objects.get().available_from == datetime.date(2026, 10, 1)


def test_languages_are_rows_of_speaking_and_writing(client: Reader, candidate: Candidate) -> None:
    form = opened_at(client, candidate, "vervoer")
    submit(client, candidate, form, taal=["nld", ""], taal_spreken=["redelijk", ""], taal_schrijven=["", ""])
    assert facts_of(candidate, "language") == {"nld-spreken-redelijk"}
    form = opened_at(client, candidate, "vervoer")
    assert (form["taal"][0], form["taal_spreken"][0]) == ("nld", "redelijk")
    submit(client, candidate, form, taal=["", ""])
    assert facts_of(candidate, "language") == set()


def test_certificate_is_a_skill_and_leaves_the_others(client: Reader, candidate: Candidate) -> None:
    ConceptFactory(attribute="skill", code="veilig-werken-volgens-vca")
    save(client, candidate, skill="heftruck")
    submit(
        client, candidate, opened_at(client, candidate, "opleiding"), certificaat="veilig-werken-volgens-vca"
    )
    assert facts_of(candidate, "skill") == {"heftruck", "veilig-werken-volgens-vca"}


def test_day_parts_are_a_table_with_heads(client: Reader, candidate: Candidate) -> None:
    for day in ("maandag", "zondag"):
        ConceptFactory(
            attribute="worktime", code=f"{day}-nacht", parent=ConceptFactory(attribute="worktime", code=day)
        )
    page = text_of(client.get(address(candidate) + "?stap=uren"))
    assert '<th scope="col">Ma</th>' in page
    assert '<th scope="row">Nacht</th>' in page
    submit(client, candidate, opened_at(client, candidate, "uren"), worktime=["maandag-nacht", "ma-ochtend"])
    assert facts_of(candidate, "worktime") == {"maandag-nacht", "ma-ochtend"}


def nights() -> None:
    for day in ("maandag", "zondag"):
        heading = ConceptFactory(attribute="worktime", code=day)
        ConceptFactory(attribute="worktime", code=f"{day}-nacht", label_nl=f"{day}nacht", parent=heading)


def test_day_part_that_is_rather_not_worked_is_kept_apart_from_the_facts(
    client: Reader, candidate: Candidate
) -> None:
    nights()
    submit(
        client,
        candidate,
        opened_at(client, candidate, "uren"),
        worktime=["maandag-nacht", UNKNOWN],
        rather_not=["zondag-nacht"],
    )
    assert Profile.objects.get().rather_not == ["zondag-nacht"]
    assert facts_of(candidate, "worktime") == {"maandag-nacht"}
    form = opened_at(client, candidate, "uren")
    assert form["rather_not"] == ["zondag-nacht"]
    submit(client, candidate, opened_at(client, candidate, "werk"))
    assert Profile.objects.get().rather_not == ["zondag-nacht"]
    submit(client, candidate, form, rather_not=[])
    assert Profile.objects.get().rather_not == []


def test_rather_not_is_an_answer_about_the_working_times(client: Reader, candidate: Candidate) -> None:
    nights()
    submit(client, candidate, opened_at(client, candidate, "uren"), rather_not=["zondag-nacht"])
    assert opened_at(client, candidate, "uren").get("worktime", []) == []


def test_day_part_cannot_be_worked_and_rather_not(client: Reader, candidate: Candidate) -> None:
    nights()
    form = opened_at(client, candidate, "uren")
    answer = submit(client, candidate, form, worktime=["zondag-nacht"], rather_not=["zondag-nacht"])
    assert "zondagnacht staat bij kan en bij liever niet. Kies een van de twee." in text_of(answer)
    answer = submit(client, candidate, form, worktime=[NONE], rather_not=["zondag-nacht"])
    assert "Kies een van de twee." in text_of(answer)
    answer = submit(client, candidate, form, rather_not=["nooit-nacht"])
    assert "nooit-nacht" in text_of(answer)
    assert not Profile.objects.exists()


def test_preview_says_that_rather_not_is_never_counted(client: Reader, candidate: Candidate) -> None:
    nights()
    submit(client, candidate, opened_at(client, candidate, "uren"), rather_not=["zondag-nacht"])
    page = text_of(client.get(reverse("staff:visible", args=[candidate.pk])))
    assert "zondag nacht" in page
    assert "Dit telt niet als beschikbaar." in page


def test_first_button_of_the_form_saves_plainly(client: Reader, candidate: Candidate) -> None:
    ProfileFactory(candidate=candidate, published=True, confirmed_on=datetime.date(2025, 1, 1))
    page = text_of(client.get(address(candidate) + "?stap=werk"))
    form = page[page.index('id="profiel"') :]
    first = re.search(r"<button[^>]*>", form)
    assert first
    assert "name=" not in first[0]
    assert 'form="profiel"' not in page
    submit(client, candidate, opened_at(client, candidate, "werk"))
    assert Profile.objects.get().confirmed_on == datetime.date(2025, 1, 1)


def test_number_of_queries_does_not_grow_with_the_facts(
    client: Reader, candidate: Candidate, django_assert_max_num_queries: Any
) -> None:
    save(client, candidate, **A_FACT)
    # Who asks and the log of use; candidate, facts, words; the coach reads demand, words and the profile;
    # the groups beside the form read the release.
    with django_assert_max_num_queries(32):
        client.get(address(candidate) + "?stap=werk")
