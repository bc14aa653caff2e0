import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from profiles.publication.background import ask_run, carry_out
from profiles.publication.models import Policy, PolicyProposal, Publication, Run
from profiles.publication.policy_values import FIELDS
from profiles.staff.models import StaffUser
from tests.factories.staff import StaffUserFactory
from tests.profiles.publication.people import ENOUGH, crowd, publish

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])


def client_of(user: StaffUser) -> Client:
    client = Client(headers={"accept-language": "nl"})
    client.force_login(user)
    return client


@pytest.fixture
def admin() -> Client:
    return client_of(
        StaffUser.objects.create_user("beheer", role=StaffUser.Role.ADMIN, is_staff=True, is_superuser=True)
    )


@pytest.fixture
def two_releases() -> list[Publication]:
    crowd(ENOUGH, ("task", "orderpicken"))
    return [publish(days=days) for days in range(2)]


@pytest.mark.parametrize(
    "model",
    [
        *("publication_policy", "publication_policyevent", "publication_publication"),
        *("publication_activation", "explorer_release_release", "publication_run"),
        *("publication_policyproposal", "publication_erasure", "explorer_release_figures"),
    ],
)
def test_lists_open(admin: Client, two_releases: list[Publication], model: str) -> None:
    assert admin.get(reverse(f"admin:{model}_changelist")).status_code == 200


def test_release_opens_from_the_other_database(admin: Client, two_releases: list[Publication]) -> None:
    page = admin.get(reverse("admin:explorer_release_release_change", args=[1]))
    assert page.status_code == 200
    assert "weggelaten deel" in page.content.decode()


def test_publication_shows_its_figures(admin: Client, two_releases: list[Publication]) -> None:
    page = admin.get(reverse("admin:publication_publication_change", args=[two_releases[0].pk]))
    assert "mensen zonder gemeente" in page.content.decode()


@pytest.mark.parametrize(
    "model", ["publication_publication", "publication_activation", "explorer_release_release"]
)
def test_what_was_published_is_not_changed_by_hand(admin: Client, model: str) -> None:
    assert admin.get(reverse(f"admin:{model}_add")).status_code == 403


def test_default_policy_cannot_be_deleted(admin: Client) -> None:
    default, other = Policy.objects.get(is_default=True), Policy.objects.get(is_default=False)
    assert admin.get(reverse("admin:publication_policy_delete", args=[default.pk])).status_code == 403
    chosen = {"action": "delete_selected", "post": "yes", "_selected_action": [default.pk, other.pk]}
    admin.post(reverse("admin:publication_policy_changelist"), chosen)
    assert Policy.objects.filter(pk=default.pk).exists()


def form(policy: Policy, **changed: object) -> dict[str, object]:
    """The form of a policy as the page would send it."""
    rules = {name: getattr(policy, name) for name in FIELDS if name not in {"shapes", "is_default"}}
    boxes = {f"shape_{name}": "on" for name, shown in policy.shapes.items() if shown}
    return {**rules, **boxes, "is_default": "on" if policy.is_default else "", "why": "Daarom", **changed}


def test_k_under_five_is_refused_by_the_form(admin: Client) -> None:
    policy = Policy.objects.get(is_default=True)
    address = reverse("admin:publication_policy_change", args=[policy.pk])
    page = admin.post(address, form(policy, k=4))
    assert "minstens 5" in page.content.decode()
    assert "policy_within_bounds" not in page.content.decode()
    assert Policy.objects.get(pk=policy.pk).k == 5 and not PolicyProposal.objects.exists()


def test_saved_policy_is_a_proposal_with_old_and_new(admin: Client) -> None:
    policy = Policy.objects.get(is_default=True)
    boxes = form(policy, k=10)
    del boxes["shape_pair"]
    page = admin.post(reverse("admin:publication_policy_change", args=[policy.pk]), boxes, follow=True)
    proposal = PolicyProposal.objects.get()
    assert (proposal.former["k"], proposal.values["k"]) == (5, 10)
    assert proposal.values["shapes"]["pair"] is False
    shown = page.content.decode()
    assert "wacht op een ander" in shown and "Het gevolg wordt nog berekend" in shown
    assert Policy.objects.get(pk=policy.pk).k == 5


def test_new_policy_is_a_proposal_too(admin: Client) -> None:
    rules = form(Policy(name="kleiner", k=10))
    page = admin.post(reverse("admin:publication_policy_add"), rules, follow=True)
    assert page.status_code == 200 and PolicyProposal.objects.get().former == {}
    assert not Policy.objects.filter(name="kleiner").exists()


def test_officer_approves_on_the_page_and_the_asker_does_not(admin: Client) -> None:
    crowd(ENOUGH, ("task", "orderpicken"))
    policy = Policy.objects.get(is_default=True)
    admin.post(reverse("admin:publication_policy_change", args=[policy.pk]), form(policy, least_days=56))
    proposal = PolicyProposal.objects.get()
    carry_out(number=Run.objects.get(proposal=proposal).pk)
    address = reverse("admin:publication_policyproposal_change", args=[proposal.pk])
    assert "niet zelf goed" in admin.post(address, {"verdict": "approved"}, follow=True).content.decode()
    officer = client_of(StaffUserFactory(role="privacy_officer", organisation=None))
    shown = officer.get(address).content.decode()
    assert "Keur goed" in shown and "Van alle groepen van minstens vijf mensen getoond" in shown
    officer.post(address, {"verdict": "approved"})
    policy.refresh_from_db()
    assert policy.least_days == 56
    history = officer.get(reverse("admin:publication_policyevent_changelist")).content.decode()
    assert "28 → 56" in history


@pytest.mark.parametrize("role", ["case_worker", "desk_adviser", "head_of_desk"])
def test_other_roles_reach_no_policy(role: str) -> None:
    client = client_of(StaffUserFactory(role=role))
    for name in ("policy", "policyproposal", "erasure"):
        assert client.get(reverse(f"admin:publication_{name}_changelist")).status_code == 302


def test_auditor_reads_and_decides_nothing(admin: Client) -> None:
    policy = Policy.objects.get(is_default=True)
    admin.post(reverse("admin:publication_policy_change", args=[policy.pk]), form(policy, k=10))
    proposal = PolicyProposal.objects.get()
    auditor = client_of(StaffUserFactory(role="auditor", organisation=None))
    address = reverse("admin:publication_policyproposal_change", args=[proposal.pk])
    assert "Keur goed" not in auditor.get(address).content.decode()
    auditor.post(address, {"verdict": "refused", "because": "Nee"})
    proposal.refresh_from_db()
    assert proposal.is_open


def test_policy_that_a_release_was_made_by_stays(admin: Client, two_releases: list[Publication]) -> None:
    used = Policy.objects.get(name="klein")
    assert admin.get(reverse("admin:publication_policy_delete", args=[used.pk])).status_code == 403


def test_former_release_is_shown_again_by_the_page_that_asks(
    admin: Client, two_releases: list[Publication]
) -> None:
    page = admin.get(reverse("admin:publication_publication_changelist")).content.decode()
    assert reverse("staff:switch", args=[1]) in page
    assert reverse("staff:switch", args=[2]) not in page


def test_runs_are_listed_with_their_reason(admin: Client) -> None:
    run = ask_run(kind=Run.Kind.PUBLISH, by="beheer", at=timezone.now(), after=0)[0]
    carry_out(number=run.pk)
    assert (
        "minstens 5 mensen nodig" in admin.get(reverse("admin:publication_run_changelist")).content.decode()
    )
    assert admin.get(reverse("admin:publication_run_change", args=[run.pk])).status_code == 200
