import pytest
from django.utils import translation

from explorer.release.models import Release
from profiles.anonymisation.generalise import Reason
from profiles.publication import preview
from profiles.publication.activate_release import activate_release
from profiles.publication.models import Publication
from profiles.publication.preview import ProfilePreview, forecast_profile, preview_release, shown_profile
from profiles.publication.publish_release import PublicationRefused, publish_release
from profiles.publication.reasons import EXPLANATIONS, explanation_of
from profiles.publication.withdraw import withdraw
from profiles.register.models import Profile
from tests.factories.register import TODAY, CandidateFactory, ProfileFactory
from tests.factories.vocabulary import small_vocabulary
from tests.profiles.publication.people import crowd, small_policy

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])

PACKING = ("task", "inpakken-en-sorteren")
PICKING = ("task", "orderpicken")


def forecast(profile: Profile) -> ProfilePreview:
    return forecast_profile(profile=profile, on=TODAY, policy=small_policy())


def told(preview: ProfilePreview) -> set[tuple[str, str]]:
    return {(fact.attribute, fact.code) for fact in preview.facts}


def test_preview_counts_and_writes_nothing() -> None:
    crowd(6, PICKING)
    found = preview_release(on=TODAY, policy=small_policy())
    assert (found.people, found.rows, found.classes) == (6, 1, 1)
    assert not Release.objects.exists()
    assert not Publication.objects.exists()


def test_preview_of_too_few_says_who_is_held_back() -> None:
    crowd(2, PICKING)
    assert preview_release(on=TODAY, policy=small_policy()).held_back == 2


def test_draft_is_forecast_among_the_others() -> None:
    words = small_vocabulary()
    crowd(6, PICKING)
    home = CandidateFactory(municipality=words["place", "GM0983"])
    draft = ProfileFactory(candidate=home, facts=[words[PACKING], words["competence", "24105"]])
    preview = forecast(draft)
    assert preview.release_number is None
    assert not preview.held_back
    assert PACKING not in told(preview)
    changes = {(change.attribute, change.code): change for change in preview.changes}
    assert changes[PACKING].reason == "rare_in_class"
    assert changes["competence", "24105"].shown_as == ""
    assert "Te weinig mensen" in str(changes["competence", "24105"].explanation)


def test_facts_are_told_once_at_their_most_specific() -> None:
    profiles = crowd(6, PICKING)
    assert {fact for fact in told(forecast(profiles[0])) if fact[0] in {"task", "place"}} == {
        PICKING,
        ("place", "GM0983"),
    }


def test_too_few_people_are_forecast_as_held_back() -> None:
    [profile] = crowd(1, PICKING)
    preview = forecast(profile)
    assert preview.held_back
    assert preview.facts == ()
    assert {change.reason for change in preview.changes} == {"too_few_people"}


def test_newcomer_alone_is_forecast_to_wait() -> None:
    crowd(6, PICKING)
    publish_release(on=TODAY, policy=small_policy())
    [newcomer] = crowd(1, PICKING)
    preview = forecast(newcomer)
    assert preview.waits
    assert preview.held_back
    assert preview_release(on=TODAY, policy=small_policy()).held_back == 1
    crowd(2, PICKING)
    assert not forecast(newcomer).waits


def test_profile_in_the_active_release_is_shown_as_stored() -> None:
    profiles = crowd(6, PICKING) + crowd(1, PACKING)
    number = publish_release(on=TODAY, policy=small_policy()).release_number
    words = small_vocabulary()
    profiles[0].facts.create(concept=words["skill", "heftruck-rijden"])
    preview = shown_profile(profile=profiles[0])
    assert preview is not None
    assert preview.release_number == number
    assert preview.people in {3, 4}  # two of the six cover for the one who packs
    assert not {fact for fact in told(preview) if fact[0] == "skill"} - {("skill", "niet-vastgelegd")}
    rare = shown_profile(profile=profiles[-1])
    assert rare is not None
    assert PACKING in {(change.attribute, change.code) for change in rare.changes}


def test_who_is_not_in_the_active_release_is_not_shown() -> None:
    profiles = crowd(7, PICKING)
    assert shown_profile(profile=profiles[0]) is None
    former = publish_release(on=TODAY, policy=small_policy()).release_number
    Profile.objects.filter(pk=profiles[0].pk).update(state=Profile.State.PAUSED)
    publish_release(on=TODAY, policy=small_policy())
    withdraw(profile=profiles[1], on=TODAY)
    assert shown_profile(profile=profiles[0]) is None
    assert shown_profile(profile=profiles[1]) is None
    assert shown_profile(profile=profiles[2]) is not None
    activate_release(number=former, on=TODAY)
    assert shown_profile(profile=profiles[0]) is None


def test_labels_follow_the_language() -> None:
    profiles = crowd(6, PICKING)
    with translation.override("en"):
        labels = {fact.label for fact in forecast(profiles[0]).facts}
    assert "Orderpicken (en)" in labels


def test_policy_is_refused_as_when_publishing() -> None:
    policy = small_policy()
    policy.m = 4
    with pytest.raises(PublicationRefused):
        preview_release(on=TODAY, policy=policy)


def test_every_reason_has_its_words() -> None:
    assert set(EXPLANATIONS) == set(Reason)


def test_reason_of_an_older_release_still_has_words() -> None:
    with translation.override("nl"):
        assert str(explanation_of("no_longer_known")).startswith("Niet getoond")


def test_row_of_twins_that_fell_under_k_is_shown_to_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    first, *others = crowd(6, PICKING)
    publish_release(on=TODAY, policy=small_policy())
    for profile in others[:4]:
        withdraw(profile=profile, on=TODAY)
    assert shown_profile(profile=first) is not None
    monkeypatch.setattr(preview, "mode_of", lambda policy: "twins")
    assert shown_profile(profile=first) is None
