"""Django's admin: everything is there, behind the same access, and tells no name where it should not."""

from typing import Any

import pghistory
import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db.models import Model
from django.urls import reverse

from profiles.publication.models import Erasure
from profiles.register.models import Candidate, Profile
from profiles.staff.admin.permissions import MODELS
from profiles.staff.models import StaffUser
from tests.factories.register import (
    CandidateFactory,
    DeskFactory,
    MunicipalityFactory,
    OrganisationFactory,
    ProfileFactory,
)
from tests.factories.staff import StaffUserFactory
from tests.factories.vocabulary import small_vocabulary
from tests.profiles.register.test_encryption import everything_stored
from tests.profiles.staff.forms import fields_of
from tests.profiles.staff.reader import Reader, logged_in

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
ours = [
    model
    for model in admin.site._registry
    if model._meta.app_label in {"register", "staff", "publication", "vocabulary", "explorer_release"}
]
EDITABLE = {"candidate", "profile", "organisation", "desk", "registertotal", "staffuser"}
READ_ONLY = {"candidateevent", "profileevent", "profilefactevent"}


def changelist(model: str, app: str = "register") -> str:
    return reverse(f"admin:{app}_{model}_changelist")


def change(obj: Model) -> str:
    return reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_change", args=[obj.pk])


def form_of(client: Reader, obj: Model) -> dict[str, list[str]]:
    page = client.get(change(obj)).content.decode()
    return fields_of(page, f"{obj._meta.model_name}_form")


def test_every_model_of_the_inside_is_managed() -> None:
    managed = {model._meta.model_name for model in ours}
    assert managed >= EDITABLE | READ_ONLY | {"concept", "policy", "publication", "release"}


@pytest.mark.parametrize("model", ours, ids=lambda model: model._meta.model_name)
def test_every_list_opens_with_something_in_it(admin_client: Reader, model: type[Model]) -> None:
    words = small_vocabulary()
    with pghistory.context(user=1, url="/ergens/"):
        ProfileFactory(published=True, facts=[words["task", "orderpicken"]])
    DeskFactory()
    address = changelist(str(model._meta.model_name), model._meta.app_label)
    assert admin_client.get(address).status_code == 200
    if admin.site._registry[model].search_fields:
        assert admin_client.get(address, {"q": "1"}).status_code == 200


@pytest.mark.parametrize("name", sorted(READ_ONLY))
def test_logs_and_history_are_only_read(admin_client: Reader, name: str) -> None:
    app = "register" if name.endswith("event") else "staff"
    assert admin_client.get(reverse(f"admin:{app}_{name}_add")).status_code == 403


def test_list_of_candidates_shows_no_names(admin_client: Reader) -> None:
    CandidateFactory(family_name="Geheimenaam")
    assert "Geheimenaam" not in admin_client.get(changelist("candidate")).content.decode()


def test_functional_admin_works_without_being_superuser() -> None:
    client = logged_in(StaffUserFactory(role=StaffUser.Role.ADMIN, organisation=None))
    profile = ProfileFactory(candidate__reference="EIGEN-1")
    for model in ("candidate", "profile", "organisation", "desk"):
        assert client.get(changelist(model)).status_code == 200
    assert "EIGEN-1" in client.get(changelist("candidate")).content.decode()
    assert client.get(change(profile)).status_code == 200


@pytest.mark.parametrize("role", ["privacy_officer", "auditor"])
def test_officer_and_auditor_see_reports_and_no_people(role: str) -> None:
    client = logged_in(StaffUserFactory(role=role, organisation=None))
    profile = ProfileFactory()
    for model in ("candidate", "profile", "profileevent"):
        assert client.get(changelist(model)).status_code == 403
    assert client.get(change(profile)).status_code in {302, 403}
    for model in ("publication", "policy", "policyproposal"):
        assert client.get(changelist(model, "publication")).status_code == 200


@pytest.mark.parametrize("role", ["case_worker", "desk_adviser", "head_of_desk"])
def test_other_roles_stay_out_of_the_admin(role: str) -> None:
    client = logged_in(StaffUserFactory(role=role, is_staff=True))
    for name in ("index", "health", "register_candidate_changelist", "vocabulary_lists"):
        assert client.get(reverse(f"admin:{name}")).status_code == 302


def test_every_model_of_the_admin_has_its_rights() -> None:
    assert {model._meta.label_lower for model in admin.site._registry} <= set(MODELS)


def test_case_worker_without_a_key_stays_out_of_the_admin(client: Reader) -> None:
    assert client.get(reverse("admin:index"))["Location"].startswith("/admin/login/")
    assert client.get("/admin/login/?next=/admin/")["Location"] == "/"


def test_candidate_is_added_and_changed(admin_client: Reader) -> None:
    organisation, place = OrganisationFactory(), MunicipalityFactory()
    typed = {"organisation": organisation.pk, "reference": "VL-1", "municipality": place.pk}
    admin_client.post(reverse("admin:register_candidate_add"), typed)
    candidate = Candidate.objects.get()
    assert (candidate.organisation, candidate.municipality) == (organisation, place)
    admin_client.post(change(candidate), {**form_of(admin_client, candidate), "family_name": "Jansen"})
    assert Candidate.objects.named("jansen").get() == candidate


@pytest.mark.parametrize(
    ("typed", "told"),
    [({"reference": "111222333"}, "wij bewaren geen BSN"), ({"reference": "VL-1"}, "kent al een kandidaat")],
)
def test_admin_refuses_what_the_pages_refuse(admin_client: Reader, typed: dict[str, str], told: str) -> None:
    candidate = CandidateFactory(reference="VL-1")
    typed = {"organisation": str(candidate.organisation_id), **typed}
    page = admin_client.post(reverse("admin:register_candidate_add"), typed).content.decode()
    assert told in page
    assert Candidate.objects.count() == 1


def test_facts_are_added_and_removed_inline(admin_client: Reader) -> None:
    words = small_vocabulary()
    profile = ProfileFactory(facts=[words["task", "orderpicken"], words["licence", "B"]])
    form = form_of(admin_client, profile)
    form |= {"facts-TOTAL_FORMS": ["3"], "facts-0-DELETE": ["on"], "hours_min": ["8"], "hours_max": ["16"]}
    form |= {
        "facts-2-concept": [str(words["skill", "heftruck-rijden"].pk)],
        "facts-2-profile": [str(profile.pk)],
    }
    assert admin_client.post(change(profile), form).status_code == 302
    codes = set(profile.facts.values_list("concept__code", flat=True))
    assert codes == {"orderpicken", "heftruck-rijden"} or codes == {"B", "heftruck-rijden"}
    profile.refresh_from_db()
    assert profile.hours_min == 8


@pytest.mark.parametrize(
    ("fact", "told"),
    [
        (("education", "mbo-1"), "Kies er één: Opleidingsniveau."),
        (("licence", "B"), "U koos gegevens en ook “Geen rijbewijs”"),
        (("hours", "0-8"), "Selecteer een geldige keuze"),
    ],
)
def test_facts_that_do_not_go_together_are_refused(
    admin_client: Reader, fact: tuple[str, str], told: str
) -> None:
    words = small_vocabulary()
    profile = ProfileFactory(facts=[words["education", "mbo-2"]], not_applicable=["licence"])
    form = form_of(admin_client, profile) | {"facts-TOTAL_FORMS": ["2"]}
    form |= {"facts-1-concept": [str(words[fact].pk)], "facts-1-profile": [str(profile.pk)]}
    response = admin_client.post(change(profile), form)
    assert response.status_code == 200
    assert told in response.content.decode()
    assert profile.facts.count() == 1


def test_nobody_is_deleted_plainly(admin_client: Reader) -> None:
    for profile in (ProfileFactory(), ProfileFactory(published=True)):
        delete = reverse("admin:register_candidate_delete", args=[profile.candidate.pk])
        assert admin_client.post(delete, {"post": "yes"}).status_code == 403
        assert Candidate.objects.filter(pk=profile.candidate.pk).exists()


@pytest.mark.django_db(databases=["default", "explorer"], transaction=True)
def test_two_people_erase_a_person_on_the_pages(admin_client: Reader) -> None:
    candidate = ProfileFactory(candidate__family_name="Wegxyzzy").candidate
    ask = reverse("admin:register_candidate_erase", args=[candidate.pk])
    shown = admin_client.get(ask).content.decode()
    assert "Wijzigingen van profielen" in shown and "er is nog niets gewist" in shown
    assert "Kies waarom" in admin_client.post(ask).content.decode()
    page = admin_client.post(ask, {"reason": "asked"}, follow=True)
    assert "U vroeg dit zelf" in page.content.decode()
    confirm = reverse("admin:publication_erasure_change", args=[Erasure.objects.get().pk])
    officer = logged_in(StaffUserFactory(role="privacy_officer", organisation=None))
    shown = officer.get(confirm).content.decode()
    assert "Wegxyzzy" not in shown and "Wijzigingen van profielen" in shown
    assert "Zet het vinkje" in officer.post(confirm, follow=True).content.decode()
    assert Candidate.objects.exists()
    assert "is gewist" in officer.post(confirm, {"sure": "1"}, follow=True).content.decode()
    assert "al afgehandeld" in officer.post(confirm, {"sure": "1"}, follow=True).content.decode()
    assert not Candidate.objects.exists() and Erasure.objects.get().state == "done"


@pytest.mark.parametrize("role", ["case_worker", "desk_adviser", "auditor"])
def test_others_neither_ask_nor_confirm_an_erasure(admin_client: Reader, role: str) -> None:
    candidate = ProfileFactory().candidate
    admin_client.post(reverse("admin:register_candidate_erase", args=[candidate.pk]), {"reason": "asked"})
    other = logged_in(StaffUserFactory(role=role, organisation=candidate.organisation))
    confirm = reverse("admin:publication_erasure_change", args=[Erasure.objects.get().pk])
    assert other.post(confirm, {"sure": "1"}).status_code in {302, 403, 404}
    assert Candidate.objects.exists()


def test_state_and_basis_do_not_change_by_the_admin(admin_client: Reader) -> None:
    profile = ProfileFactory(published=True)
    form = form_of(admin_client, profile) | {"state": ["withdrawn"], "publication_basis": [""]}
    admin_client.post(change(profile), form)
    profile.refresh_from_db()
    assert (profile.state, profile.publication_basis) == (Profile.State.PUBLISHED, Profile.Basis.CONSENT)


def test_log_of_the_admin_holds_no_name(admin_client: Reader) -> None:
    candidate = CandidateFactory(given_name="Voornaamxyzzy", family_name="Achternaamxyzzy")
    profile = ProfileFactory(candidate=candidate)
    for obj in (candidate, profile):
        assert admin_client.post(change(obj), form_of(admin_client, obj)).status_code == 302
    typed = {"organisation": candidate.organisation_id, "reference": "VL-2", "family_name": "Anderexyzzy"}
    admin_client.post(reverse("admin:register_candidate_add"), typed)
    added = Candidate.objects.named("anderexyzzy").get()
    assert added.pk and LogEntry.objects.count() == 3
    assert "xyzzy" not in everything_stored().casefold()


def test_history_names_who_did_it(admin_client: Reader, client: Reader, case_worker: StaffUser) -> None:
    profile = ProfileFactory(candidate__organisation=case_worker.organisation)
    client.post(reverse("staff:confirm", args=[profile.candidate.pk]))
    page = admin_client.get(changelist("profileevent")).content.decode()
    assert case_worker.username in page
    assert f"/kandidaten/{profile.candidate.pk}/klopt-nog/" in page
    assert "een opdracht van het systeem" in page


@pytest.mark.parametrize("model", ["candidate", "profile", "profileevent", "profilefactevent"])
def test_number_of_queries_does_not_grow_with_the_list(
    admin_client: Reader, django_assert_max_num_queries: Any, model: str
) -> None:
    words = small_vocabulary()
    ProfileFactory.create_batch(12, facts=[words["task", "orderpicken"]])
    admin_client.get(changelist(model))
    with django_assert_max_num_queries(20):
        admin_client.get(changelist(model))


def test_number_of_queries_does_not_grow_with_the_facts(
    admin_client: Reader, django_assert_max_num_queries: Any
) -> None:
    profile = ProfileFactory(facts=list(small_vocabulary().values()))
    with django_assert_max_num_queries(20):
        admin_client.get(change(profile))


def test_events_have_names_people_understand() -> None:
    names = {
        apps.get_model("register", name)._meta.verbose_name_plural for name in READ_ONLY if "event" in name
    }
    assert names == {"wijzigingen van kandidaten", "wijzigingen van profielen", "wijzigingen van gegevens"}
