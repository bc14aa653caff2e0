"""A small release, and a client that looks at every page it gets."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from django.core.cache import caches
from django.http import HttpResponse
from django.test import Client

from tests.explorer.pages.markup import Element, parse

if TYPE_CHECKING:
    from explorer.release.models import Release

HANDLERS = ("on", "hx-on")
Visit = Callable[..., Element]


@pytest.fixture
def release(db: None) -> "Release":
    from tests.explorer.pages import people  # its models exist once Django is set up, after this file is read

    return people.publish_people()


@pytest.fixture(autouse=True)
def no_kept_pages() -> Iterator[None]:
    """Each test makes its pages itself, and reads the desk that they name."""
    from explorer.contact.desks import forget_first_desk  # its models exist once Django is set up
    from explorer.web.pages import forget_desk

    caches["pages"].clear()
    forget_first_desk()
    forget_desk()
    yield
    caches["pages"].clear()
    forget_first_desk()
    forget_desk()


@pytest.fixture
def visitor() -> Client:
    """A Dutch visitor."""
    return Client(headers={"accept-language": "nl"})


@pytest.fixture
def visit(visitor: Client) -> Visit:
    """Fetch a page, check what holds for every page, and give its tree."""

    def fetch(address: str, *, status: int = 200, **headers: str) -> Element:
        response = visitor.get(address, headers=headers)
        assert response.status_code == status, response.headers.get("Location", "")
        return look_at(response)

    return fetch


def look_at(response: HttpResponse) -> Element:
    """What holds for every page: well formed, and nothing that the content policy forbids."""
    tree = parse(response.content)
    assert all(script.attributes.get("src") for script in tree.all("script")), "a script without a file"
    assert not tree.all("style")
    for element in tree.all():
        assert "style" not in element.attributes
        assert not [name for name in element.attributes if name.startswith(HANDLERS)]
    assert "script-src 'self'" in response["Content-Security-Policy"]
    return tree
