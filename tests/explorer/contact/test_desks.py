"""Which desk is shown, from memory and without a database, and what starts without one."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection

from explorer.contact import desks as desk_pages
from explorer.contact.desks import desk_for, first_desk, forget_first_desk, require_desk
from explorer.contact.models import Desk
from tests.database import CLUSTER, LOCAL, OUTSIDE, ROOT, copy_of_template, drop, superuser
from tests.explorer.contact.conftest import as_role

pytestmark = pytest.mark.django_db
ADD = (
    "INSERT INTO explorer_contact_desk (code, name, address, phone, email, hours_nl, hours_en, promised_days,"
    " places, position, updated_at)"
    " VALUES ('noord', 'Loket', '', %s, 'a@b.example', '', '', 2, '{}', 0, now())"
)
DEPLOYED = {
    "PATH": os.defpath,
    "EXPLORER_HOSTS": "explorer.example",
    "EXPLORER_SECRET_KEY": "abc123-" * 10,
    "SITE_REGION": "Midden-Brabant",
    "PROXIES": "1",
    # As long as pages read these too.
    **{f"DESK_{name}": "013" for name in ("NAME", "PHONE", "EMAIL")},
}


@pytest.fixture(autouse=True)
def forgotten() -> None:
    forget_first_desk()


@pytest.mark.usefixtures("desks")
def test_municipality_goes_before_its_region() -> None:
    assert desk_for(["GM0984", "AM31"]).code == "venray"
    assert desk_for(["GM0983", "AM31"]).code == "noord"
    assert desk_for(["GM9999"]).code == "noord"


def test_without_a_desk_an_invented_one_is_shown(settings: object) -> None:
    assert "verzonnen" in desk_for(()).name == first_desk().name
    settings.DEPLOYED = True  # type: ignore[attr-defined]
    assert (desk_for(()).phone, desk_for(()).email) == ("", "")


@pytest.mark.usefixtures("desks")
def test_every_page_names_the_desk_from_memory(
    django_assert_num_queries: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert first_desk() == first_desk() == Desk.objects.model(code="noord")

    def away() -> None:
        raise OperationalError

    monkeypatch.setattr(Desk.objects, "first", away)
    monkeypatch.setattr(desk_pages._kept, "read_at", -desk_pages.KEPT_SECONDS)
    assert first_desk().code == "noord"


@pytest.mark.usefixtures("desks")
@pytest.mark.parametrize("field", ["phone", "email"])
def test_desk_that_nobody_can_reach_is_refused(field: str) -> None:
    require_desk()
    with as_role("register_web"):
        Desk.objects.filter(code="venray").update(**{field: ""})
    with pytest.raises(ImproperlyConfigured, match="no desk can be reached"):
        require_desk()


@pytest.mark.parametrize("phone", [None, "", "013 000 00 00"], ids=["none", "without telephone", "reachable"])
def test_deployed_site_starts_with_a_reachable_desk_only(phone: str | None) -> None:
    name = f"clone_explorer_desks_{os.getpid()}"
    copy_of_template(OUTSIDE, name)
    try:
        with superuser(name) as outside:
            if phone is not None:
                outside.execute(ADD, [phone])
        password = (LOCAL / "credentials" / "explorer_web").read_text()
        address = CLUSTER.url(role="explorer_web", password=password, database=name)
        started = subprocess.run(
            [sys.executable, "-c", "import explorer.wsgi"],
            cwd=ROOT,
            env={**DEPLOYED, "DATABASE_URL": address},
            capture_output=True,
            text=True,
        )
    finally:
        connection.close()
        drop(name)
    if phone:
        assert (started.returncode, started.stderr) == (0, "")
    else:
        assert started.returncode == 1
        assert started.stderr.startswith("explorer: no desk can be reached")
        assert started.stderr.count("\n") == 1
