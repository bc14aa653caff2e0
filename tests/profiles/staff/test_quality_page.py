"""The page about quality: who sees it, of whom, and that its links lead to just those people."""

import re
from html import unescape

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from profiles.access.models import UseSubject
from profiles.register.models import Organisation
from profiles.staff.models import StaffUser
from tests.factories.register import TODAY, OrganisationFactory, ProfileFactory
from tests.factories.staff import StaffUserFactory
from tests.factories.vocabulary import small_vocabulary
from tests.profiles.quality.demand import ask
from tests.profiles.staff.reader import Reader, logged_in

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
PAGE = "/kwaliteit/"


@pytest.fixture
def manager(case_worker: StaffUser) -> Reader:
    """The case worker, who got the right to see the quality of the own organisation."""
    case_worker.user_permissions.add(Permission.objects.get(codename="view_quality"))
    return logged_in(case_worker)


def fill(organisation: Organisation, town: str, number: int, *, licence: bool = False) -> None:
    words = small_vocabulary()
    facts = [words["task", "orderpicken"], *([words["licence", "B"]] if licence else [])]
    ProfileFactory.create_batch(
        number,
        candidate__organisation=organisation,
        candidate__municipality=words["place", town],
        facts=facts,
        hours_min=4,
        hours_max=40,
        confirmed_on=TODAY,
    )


def text(client: Reader, address: str = PAGE) -> str:
    html = client.get(address).content.decode()
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


def test_manager_sees_the_own_organisation_only(manager: Reader, organisation: Organisation) -> None:
    fill(organisation, "GM0983", 3)
    fill(OrganisationFactory(), "GM0889", 4)
    assert f"{organisation} · 3 profielen in gebruik" in text(manager)


def test_desk_sees_its_region(organisation: Organisation) -> None:
    fill(organisation, "GM0983", 3)
    fill(OrganisationFactory(region=organisation.region), "GM0889", 4)
    adviser = logged_in(StaffUserFactory(adviser=True, organisation=organisation))
    assert f"{organisation.region} · 7 profielen in gebruik" in text(adviser)


def test_admin_sees_everybody(admin_client: Reader, organisation: Organisation) -> None:
    fill(organisation, "GM0983", 3)
    fill(OrganisationFactory(), "GM0889", 4)
    assert "Alle organisaties · 7 profielen in gebruik" in text(admin_client)


def test_case_worker_without_the_right_is_refused(client: Reader) -> None:
    assert client.get(PAGE).status_code == 403
    assert PAGE not in client.get(reverse("staff:work_list")).content.decode()


def test_manager_finds_the_page_in_the_navigation(manager: Reader) -> None:
    assert f'href="{PAGE}"' in manager.get(reverse("staff:work_list")).content.decode()


def test_figures_are_of_nobody_in_particular(manager: Reader, organisation: Organisation) -> None:
    fill(organisation, "GM0983", 2)
    shown = text(manager)
    assert not any(candidate.reference in shown for candidate in organisation.candidates.all())
    assert UseSubject.objects.count() == 0


def test_action_leads_to_just_the_people_it_is_about(manager: Reader, organisation: Organisation) -> None:
    fill(organisation, "GM0983", 3)
    fill(organisation, "GM0889", 1)
    fill(organisation, "GM0983", 5, licence=True)
    for hours in ("0-8", "8-16", "16-24", "24-32", "32-40"):
        ask(f"hours={hours}", 5)
        ask(f"licence=B&task=orderpicken&hours={hours}", 9)
    ask("licence=B", 40)
    html = manager.get(PAGE).content.decode()
    assert "Vul rijbewijs in bij 4 profielen" in html
    links = [unescape(link) for link in re.findall(r'href="(/kandidaten/\?[^"]+)"', html)]
    whole, part = links[:2]
    assert whole == "/kandidaten/?mist=licence"
    assert part == "/kandidaten/?mist=licence&gemeente=GM0983"
    assert "4 kandidaten" in text(manager, whole)
    assert "3 kandidaten" in text(manager, part)


def test_every_count_of_the_table_is_that_of_its_list(manager: Reader, organisation: Organisation) -> None:
    fill(organisation, "GM0983", 2)
    fill(organisation, "GM0983", 1, licence=True)
    html = manager.get(PAGE).content.decode()
    table = html[html.index("staff-heat") : html.index("</table>")]
    found = re.findall(r'href="([^"]+)"><span[^>]*>[^<]*</span>(\d+)</a>', table)
    assert found
    for address, count in found:
        assert re.search(rf"\b{count} kandida(at|ten)\b", text(manager, unescape(address)))


def test_examples_are_called_examples(manager: Reader, organisation: Organisation) -> None:
    fill(organisation, "GM0983", 2)
    assert re.search(r"\d+ vaste? voorbeeld(en)? van", text(manager))


def test_what_was_asked_seldom_is_not_shown(manager: Reader, organisation: Organisation) -> None:
    fill(organisation, "GM0983", 2)
    ask("task=groen-onderhouden", 4)
    ask("licence=BE&place=GM0983~25", 12)
    shown = text(manager)
    assert "BE · Gm0983, binnen 25 km" in shown or "Gm0983, binnen 25 km · Be" in shown
    assert "Groen onderhouden" not in shown
    assert "Er waren minder dan 5 zeldzame zoekvragen." in shown


def test_english_is_complete_on_the_page(case_worker: StaffUser, organisation: Organisation) -> None:
    fill(organisation, "GM0983", 2)
    case_worker.user_permissions.add(Permission.objects.get(codename="view_quality"))
    client = logged_in(case_worker)
    html = client.get(PAGE, headers={"accept-language": "en"}).content.decode()
    assert "Quality of the profiles" in html
    words = re.sub(r"<[^>]+>", " ", html).replace(str(organisation), "")
    assert not re.search(r"\b(profielen|zoekvragen|gemeente)\b", words)


def test_nobody_in_use_is_said_in_words(manager: Reader) -> None:
    small_vocabulary()
    assert "Er zijn nog geen profielen in gebruik." in text(manager)
