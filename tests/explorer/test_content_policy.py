"""Every answer says what a browser may load, as django-csp would say it."""

import pytest
from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from explorer.content_policy import ContentPolicyMiddleware

HEADER = "Content-Security-Policy"


def answered(status: int) -> HttpResponse:
    return HttpResponse(status=status)


@pytest.mark.parametrize("status", [200, 304, 404, 500])
def test_policy_is_that_of_the_settings(rf: RequestFactory, status: int) -> None:
    def get_response(_: HttpRequest) -> HttpResponse:
        return answered(status)

    ours, theirs = (made(get_response)(rf.get("/")) for made in (ContentPolicyMiddleware, CSPMiddleware))
    assert ours[HEADER] == theirs[HEADER]
    assert "default-src 'none'" in ours[HEADER] and "unsafe" not in ours[HEADER]


@pytest.mark.parametrize(("status", "is_told"), [(200, True), (404, False), (500, False)])
def test_page_that_explains_an_error_to_a_developer_keeps_its_styles(
    rf: RequestFactory, settings: Settings, status: int, is_told: bool
) -> None:
    settings.DEBUG = True
    response = ContentPolicyMiddleware(lambda _: answered(status))(rf.get("/"))
    assert (HEADER in response) is is_told
