"""What an admin sets holds at once, within its bounds, and is kept with its old value."""

import re

import pytest
from django.urls import reverse

from profiles.configuration import current
from profiles.configuration.models import Configuration
from profiles.configuration.texts import WORDINGS
from profiles.configuration.values import BOUNDS, defaults
from profiles.register.models import Profile
from profiles.staff.health import checks
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
