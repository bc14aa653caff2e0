"""A small release, and a client that looks at every page it gets."""

import copy
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django.fixtures import Settings

from tests.explorer.pages.markup import Element, parse

if TYPE_CHECKING:
    from explorer.release.models import Release

UNDEFINED = "«undefined: %s»"
HANDLERS = ("on", "hx-on")
Visit = Callable[..., Element]


@pytest.fixture
def release(db: None) -> "Release":
    from tests.explorer.pages import people  # its models exist once Django is set up, after this file is read

    return people.publish()


@pytest.fixture
def visitor(settings: Settings) -> Client:
    """A Dutch visitor; a template variable that does not exist shows on the page."""
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["OPTIONS"]["string_if_invalid"] = UNDEFINED
    settings.TEMPLATES = templates
    return Client(headers={"accept-language": "nl"})


@pytest.fixture
def visit(visitor: Client) -> Visit:
    """Fetch a page, check what holds for every page, and give its tree."""

    def fetch(address: str, *, status: int = 200, **headers: str) -> Element:
        response = visitor.get(address, headers=headers)
        assert response.status_code == status
        return look_at(response)

    return fetch


def look_at(response: HttpResponse) -> Element:
    """What holds for every page: well formed, nothing undefined, nothing that the content policy forbids."""
    html = response.content.decode()
    assert UNDEFINED.split("%", maxsplit=1)[0] not in html
    tree = parse(html)
    assert all(script.attributes.get("src") for script in tree.all("script")), "a script without a file"
    assert not tree.all("style")
    for element in tree.all():
        assert "style" not in element.attributes
        assert not [name for name in element.attributes if name.startswith(HANDLERS)]
    assert "script-src 'self'" in response["Content-Security-Policy"]
    return tree
