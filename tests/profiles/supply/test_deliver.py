"""What is delivered follows the rules of the imports, and the report says what was done."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from profiles.register.models import Candidate, Profile, ProfileFact
from profiles.register.verbs.record_objection import record_objection
from profiles.vocabulary.models import Concept
from tests.profiles.supply.supplier import PERSON, Supplier

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
READ_ONLY = {"id", "toestand", "bevestigdOp", "bezwaarOp", "grondslag"}


def facts(profile: Profile) -> set[str]:
    rows = ProfileFact.objects.filter(profile=profile).select_related("concept")
    return {f"{fact.concept.attribute}:{fact.concept.code}" for fact in rows}


def findings(answer: dict[str, Any]) -> dict[str, tuple[str, str]]:
    return {each["veld"]: (each["soort"], each["gedaan"]) for each in answer["verslag"]["bevindingen"]}


def test_new_person_is_ready_and_no_more(supplier: Supplier) -> None:
    answer = supplier.ask("POST", body=PERSON)
    assert answer.status_code == 201
    assert answer["Location"] == f"/api/v1/kandidaten/{answer.json()['kandidaat']['id']}"
    assert supplier.ask("GET", answer["Location"]).json() == answer.json()["kandidaat"]
    assert answer.json()["verslag"] == {"uitkomst": "new", "bevindingen": [], "nietBewaard": []}
    profile = supplier.candidate().profile
    assert (profile.state, profile.confirmed_on) == (Profile.State.READY, None)
    assert (profile.hours_min, profile.hours_max) == (16, 24)
    assert profile.available_from == datetime.date(2027, 1, 31)
    assert profile.publication_basis == Profile.Basis.CONSENT
    assert facts(profile) == {
        "education:mbo-2", "direction:techniek", "licence:B", "transport:fiets", "distance:15", "sector:52",
        "occupation:9333", "task:orderpicken", "skill:heftruck", "competence:24105",
        "affinity:buiten-werken", "language:nld-spreken-goed", "language:nld-schrijven-redelijk",
        "worktime:maandag-ochtend", "contract:B", "contract:01",
    }  # fmt: skip


def test_day_parts_that_are_rather_not_worked_are_no_facts(supplier: Supplier) -> None:
    asked = ["Zondagnacht", "maandag-ochtend", "weekend"]
    times = {"dagdelen": ["maandag-ochtend"], "dagdelenLieverNiet": asked}
    answer = supplier.deliver(werktijden=times)
    assert answer["kandidaat"]["werktijden"]["dagdelenLieverNiet"] == ["zondag-nacht"]
    assert findings(answer) == {"dagdelenLieverNiet": ("word", "not_used")}
    profile = supplier.candidate().profile
    assert {each for each in facts(profile) if each.startswith("worktime")} == {"worktime:maandag-ochtend"}
    answer = supplier.deliver(werktijden=None)
    assert answer["kandidaat"]["werktijden"]["dagdelenLieverNiet"] == []
    assert supplier.candidate().profile.rather_not == []


def test_same_again_changes_nothing(supplier: Supplier) -> None:
    supplier.deliver()
    before = supplier.candidate().profile
    again = supplier.ask("POST", body={**PERSON, "kenmerk": " vl-100 "})
    assert again.status_code == 200
    assert again.json()["verslag"]["uitkomst"] == "same"
    assert supplier.candidate().profile.updated_at == before.updated_at
    assert Candidate.objects.count() == 1


def test_what_was_read_can_be_delivered_without_a_change(supplier: Supplier) -> None:
    known = supplier.deliver(nietVanToepassing=["sector"], gemeente="Blerick")["kandidaat"]
    by_hand = Concept.objects.get(attribute="language", code="eng-spreken-goed")
    ProfileFact.objects.create(profile=supplier.candidate().profile, concept=by_hand)
    read = supplier.ask("GET", f"/api/v1/kandidaten/{known['id']}").json()
    body = {key: value for key, value in read.items() if key not in READ_ONLY}
    for method, path in (("PUT", f"/{known['id']}"), ("PATCH", f"/{known['id']}"), ("POST", "")):
        answer = supplier.ask(method, path, body)
        assert answer.status_code == 200, answer.content.decode()
        assert answer.json()["verslag"]["uitkomst"] in {"same", "changed"}
        assert answer.json()["kandidaat"] == read


def test_part_leaves_the_rest_and_the_whole_does_not(supplier: Supplier) -> None:
    number = supplier.deliver()["kandidaat"]["id"]
    supplier.ask("PATCH", f"/{number}", {"rijbewijs": ["BE"]})
    profile = supplier.candidate().profile
    assert {"licence:BE", "task:orderpicken"} <= facts(profile)
    assert "licence:B" not in facts(profile)
    whole = {"kenmerk": "VL-100", "gemeente": "Venlo", "taak": ["orderpicken"]}
    answer = supplier.ask("PUT", f"/{number}", whole)
    assert answer.status_code == 200, answer.content.decode()
    profile = supplier.candidate().profile
    assert facts(profile) == {"task:orderpicken"}
    assert (profile.hours_min, profile.available_from) == (None, None)
    # Consent is only taken by a written no.
    assert profile.publication_basis == Profile.Basis.CONSENT


def test_change_by_hand_wins_and_is_reported(supplier: Supplier) -> None:
    supplier.deliver()
    profile = supplier.candidate().profile
    profile.hours_min, profile.hours_max = 30, 32
    profile.save()
    answer = supplier.deliver(
        werktijden={"aantalUrenPerWeekMinimaal": 20, "aantalUrenPerWeekMaximaal": 20}, rijbewijs=["B", "BE"]
    )
    assert answer["verslag"]["uitkomst"] == "conflict"
    found = findings(answer)
    assert found["werktijden"] == ("conflict", "kept")
    assert found["rijbewijs"] == ("updated", "changed")
    profile = supplier.candidate().profile
    assert (profile.hours_min, profile.hours_max) == (30, 32)
    assert "licence:BE" in facts(profile)


@pytest.mark.parametrize("text", ["NNB", "", "misschien", "ja hoor", "1"])
def test_only_a_written_yes_is_consent(supplier: Supplier, text: str) -> None:
    answer = supplier.deliver(toestemming=text)
    assert supplier.candidate().profile.publication_basis == ""
    if text:
        assert findings(answer)["toestemming"] == ("consent", "not_used")


def test_written_no_hides_a_released_profile(supplier: Supplier) -> None:
    number = supplier.deliver()["kandidaat"]["id"]
    profile = supplier.candidate().profile
    profile.state, profile.confirmed_on = Profile.State.PUBLISHED, timezone.localdate()
    profile.save()
    for text in ("NNB", None):
        supplier.ask("PATCH", f"/{number}", {"toestemming": text})
        assert supplier.candidate().profile.state == Profile.State.PUBLISHED
    answer = supplier.ask("PATCH", f"/{number}", {"toestemming": "Nee"})
    assert answer.status_code == 200, answer.content.decode()
    profile = supplier.candidate().profile
    assert (profile.state, profile.publication_basis) == (Profile.State.PAUSED, "")
    kinds = {each["soort"] for each in answer.json()["verslag"]["bevindingen"]}
    assert "state" in kinds


def test_legal_task_stays(supplier: Supplier) -> None:
    supplier.deliver(toestemming=None)
    Profile.objects.update(publication_basis=Profile.Basis.LEGAL_TASK, basis_recorded_on=timezone.localdate())
    supplier.deliver(toestemming="Nee")
    assert supplier.candidate().profile.publication_basis == Profile.Basis.LEGAL_TASK


def test_objection_is_never_touched_and_nobody_is_released(supplier: Supplier) -> None:
    supplier.deliver()
    record_objection(candidate=supplier.candidate(), on=timezone.localdate())
    answer = supplier.deliver(toestemming="Ja", rijbewijs=["BE"])
    assert answer["kandidaat"]["bezwaarOp"] == timezone.localdate().isoformat()
    assert supplier.candidate().profile.state == Profile.State.READY


def test_unknown_words_are_findings_and_the_rest_is_taken_over(supplier: Supplier) -> None:
    answer = supplier.deliver(
        rijbewijs=["B", "Q"], taak=["toveren"], gemeente="Nergenshuizen", sector=["99999", "1"],
        codeReisafstand="NNB", taalbeheersing=[{"codeTaal": "xxx", "mondeling": 3}],
        gedragscompetentie=[{"code": "24105", "beheersing": "onvoldoende"}, {"code": "24116"}],
        nietVanToepassing=["opleidingsniveau", "onzin"], hobby="vissen",
    )  # fmt: skip
    assert findings(answer) == {
        "rijbewijs": ("licence", "not_used"),
        "taak": ("word", "not_used"),
        "gemeente": ("municipality", "not_used"),
        "sector": ("sector", "not_used"),
        "codeReisafstand": ("word", "not_used"),
        "taalbeheersing": ("language", "not_used"),
        "gedragscompetentie": ("word", "not_used"),
        "nietVanToepassing": ("word", "not_used"),
    }
    assert answer["verslag"]["nietBewaard"] == ["hobby"]
    found = facts(supplier.candidate().profile)
    assert {"licence:B", "competence:24116", "sector:01"} <= found
    assert not {"task:orderpicken", "competence:24105", "distance:15"} & found


def test_unknown_word_takes_nothing_away(supplier: Supplier) -> None:
    supplier.deliver()
    supplier.deliver(taak=["toveren"], codeReisafstand="99")
    assert {"task:orderpicken", "distance:15"} <= facts(supplier.candidate().profile)


def test_what_does_not_apply_is_kept_as_such(supplier: Supplier) -> None:
    answer = supplier.deliver(nietVanToepassing=["rijbewijs"], rijbewijs=[])
    assert answer["kandidaat"]["nietVanToepassing"] == ["rijbewijs"]
    assert supplier.candidate().profile.not_applicable == ["licence"]


def test_only_a_place_makes_no_profile(supplier: Supplier) -> None:
    answer = supplier.ask("POST", body={"kenmerk": "VL-7", "gemeente": "Venlo"})
    assert answer.status_code == 201
    assert answer.json()["kandidaat"]["toestand"] is None
    assert not Profile.objects.exists()


def test_confirming_sets_the_day_and_releases_nothing(supplier: Supplier) -> None:
    number = supplier.deliver()["kandidaat"]["id"]
    for _again in range(2):
        answer = supplier.ask("POST", f"/{number}/bevestigingen")
        assert answer.status_code == 200, answer.content.decode()
        assert answer.json()["bevestigdOp"] == timezone.localdate().isoformat()
        assert answer.json()["toestand"] == Profile.State.READY


def test_nothing_to_confirm_is_a_conflict(supplier: Supplier) -> None:
    number = supplier.ask("POST", body={"kenmerk": "VL-7"}).json()["kandidaat"]["id"]
    assert supplier.ask("POST", f"/{number}/bevestigingen").status_code == 409
    number = supplier.deliver()["kandidaat"]["id"]
    Profile.objects.update(state=Profile.State.PLACED)
    answer = supplier.ask("POST", f"/{number}/bevestigingen")
    assert answer.status_code == 409
    assert answer["Content-Type"] == "application/problem+json"


def test_reference_of_a_known_candidate_stays(supplier: Supplier) -> None:
    number = supplier.deliver()["kandidaat"]["id"]
    assert supplier.ask("PUT", f"/{number}", {**PERSON, "kenmerk": "VL-101"}).status_code == 409
    assert supplier.candidate().reference == "VL-100"


def test_candidate_is_found_by_reference_in_a_body(supplier: Supplier) -> None:
    known = supplier.deliver()["kandidaat"]
    assert supplier.ask("POST", "/zoekopdrachten", {"kenmerk": "vl-100"}).json() == known
    assert supplier.ask("POST", "/zoekopdrachten", {"kenmerk": "VL-1"}).status_code == 404


def test_list_has_pages(supplier: Supplier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("profiles.supply.contents.PER_PAGE", 2)
    for number in range(5):
        supplier.deliver(kenmerk=f"VL-{number}")
    seen, address = [], "/api/v1/kandidaten"
    while address:
        page = supplier.ask("GET", address.removeprefix("http://localhost:8001")).json()
        assert (page["totaal"], page["paginas"]) == (5, 3)
        seen += [each["kenmerk"] for each in page["kandidaten"]]
        address = page["volgende"]
    assert seen == [f"VL-{number}" for number in range(5)]
