"""What an admin sets holds at once, within its bounds, and is kept with its old value."""

import re

import pytest
from django.urls import reverse

from explorer.site_texts.models import OwnText
from explorer.site_texts.show import site_texts
from profiles.configuration import current
from profiles.configuration.models import Configuration, ShortText
from profiles.configuration.texts import WORDINGS
from profiles.configuration.values import BOUNDS, defaults
from profiles.register.models import Profile
from profiles.staff.health import checks
from profiles.staff.models import StaffUser
from tests.database import ROOT
from tests.factories.register import TODAY, ProfileFactory
from tests.factories.staff import StaffUserFactory
from tests.profiles.staff.forms import fields_of
from tests.profiles.staff.reader import Reader, logged_in

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
SETTINGS = "/admin/configuration/configuration/1/change/"


def save(client: Reader, **changed: str) -> str:
    form = fields_of(client.get(SETTINGS).content.decode(), "configuration_form")
    return client.post(SETTINGS, {**form, **changed}, follow=True).content.decode()


def test_defaults_hold_until_somebody_saves(admin_client: Reader) -> None:
    assert current.values() == defaults()
    assert 'value="6"' in admin_client.get(SETTINGS).content.decode()
    assert not Configuration.objects.exists()


def test_saved_month_holds_at_once_and_history_says_who(admin_client: Reader) -> None:
    ProfileFactory(published=True, confirmed_on=TODAY.replace(month=TODAY.month - 3))
    assert Profile.objects.publishable(on=TODAY).exists()
    save(admin_client)
    save(admin_client, fresh_months="2")
    assert not Profile.objects.publishable(on=TODAY).exists()
    history = admin_client.get(reverse("admin:configuration_configurationevent_changelist"))
    assert "6 → 2" in history.content.decode()


@pytest.mark.parametrize("name", sorted(BOUNDS))
def test_numbers_outside_their_bounds_are_refused_in_words(admin_client: Reader, name: str) -> None:
    page = save(admin_client, **{name: str(BOUNDS[name][1] + 1)})
    assert (
        f"hoogstens {BOUNDS[name][1]}" in page or f"maximaal {BOUNDS[name][1]}" in page or "kleiner" in page
    )
    assert "configuration_within_bounds" not in page and not Configuration.objects.exists()


def test_text_in_own_words_is_on_the_page(admin_client: Reader) -> None:
    add = reverse("admin:configuration_shorttext_add")
    admin_client.post(
        add, {"key": "notice", "nl": "Vrijdag is er <b>geen</b> loket.", "en": "No desk on Friday."}
    )
    page = admin_client.get(reverse("staff:publication")).content.decode()
    assert "Vrijdag is er &lt;b&gt;geen&lt;/b&gt; loket." in page
    listed = admin_client.get(reverse("admin:configuration_shorttext_changelist")).content.decode()
    assert "Onderaan elke pagina" in listed


def test_every_text_stands_on_a_page() -> None:
    pages = "".join(path.read_text() for path in (ROOT / "templates").rglob("*.html"))
    assert {wording.key for wording in WORDINGS} == set(re.findall(r'{% wording "(\w+)"', pages))


def word(client: Reader, **said: str) -> str:
    """Give a text other words in the admin."""
    add = reverse("admin:configuration_shorttext_add")
    return client.post(add, {"nl": "", "en": "", **said}, follow=True).content.decode()


def test_text_of_the_public_site_is_shown_outside_and_taken_back(admin_client: Reader) -> None:
    page = word(admin_client, key="start", nl="Zoek maar.\n\nGratis.", en="")
    assert "Werkgevers zien dit binnen een minuut." in page
    assert site_texts()["start", "nl"] == ("Zoek maar.", "Gratis.")
    text = ShortText.objects.get()
    change = reverse("admin:configuration_shorttext_change", args=[text.pk])
    admin_client.post(change, {"nl": "Zoek nu.", "en": "Search now."})
    assert site_texts()["start", "en"] == ("Search now.",)
    history = admin_client.get(reverse("admin:configuration_shorttextevent_changelist")).content.decode()
    assert "Zoek nu." in history and "Zoek maar." in history
    admin_client.post(reverse("admin:configuration_shorttext_delete", args=[text.pk]), {"post": "yes"})
    assert not OwnText.objects.exists()


def test_text_of_the_register_stays_inside(admin_client: Reader) -> None:
    word(admin_client, key="notice", nl="Vrijdag dicht.")
    assert not OwnText.objects.exists()


def test_text_has_a_longest_length_and_is_worded_once(admin_client: Reader) -> None:
    assert "1500" in word(admin_client, key="start", nl="a" * 1501)
    assert not ShortText.objects.exists()
    word(admin_client, key="start", nl="Zoek.")
    word(admin_client, key="start", nl="Zoek nog eens.")
    assert ShortText.objects.get().nl == "Zoek."


def test_texts_are_shown_again_after_a_restore(admin_client: Reader) -> None:
    word(admin_client, key="start", nl="Zoek.")
    OwnText.objects.all().delete()
    text = ShortText.objects.get()
    admin_client.post(
        reverse("admin:configuration_shorttext_changelist"),
        {"action": "show_outside", "_selected_action": [text.pk]},
    )
    assert OwnText.objects.get().nl == "Zoek."


@pytest.mark.parametrize("role", [role for role in StaffUser.Role.values if role not in {"admin"}])
def test_only_a_functional_admin_words_the_public_site(role: str) -> None:
    client = logged_in(StaffUserFactory(role=role, organisation=None))
    word(client, key="start", nl="Zoek.")
    assert not ShortText.objects.exists() and not OwnText.objects.exists()


def test_health_says_what_is_not_well(admin_client: Reader) -> None:
    answer = Reader().get("/gezond/")
    said = answer.json()
    assert answer.status_code == 200 and said["ready"] is True
    assert {"release_age_days", "worker_silent_seconds"} <= set(said["warnings"])
    assert said["jobs_failed"] == 0 and 0 < said["disk_free_percent"] <= 100
    shown = admin_client.get(reverse("admin:health")).content.decode()
    assert all(check.label in shown for check in checks())
    officer = logged_in(StaffUserFactory(role="privacy_officer", organisation=None))
    assert officer.get(reverse("admin:health")).status_code == 403
