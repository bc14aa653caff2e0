"""To the provider and back."""

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe
from requests import RequestException

from profiles.accounts.single_sign_on.adapter import refused
from profiles.accounts.single_sign_on.configuration import single_sign_on
from profiles.accounts.single_sign_on.provider import PROVIDER_ID, SignedTokens, begin


@login_not_required
@require_safe
def leave(request: HttpRequest) -> HttpResponseBase:
    """To the log-in of the organisation."""
    if single_sign_on() is None:
        raise Http404
    if request.user.is_authenticated:
        return redirect("/")
    try:
        return begin(request, next_url=get_next_redirect_url(request) or "/")
    except (RequestException, OAuth2Error, ValueError) as error:
        raise refused(request, "failed", why=type(error).__name__) from error


@login_not_required
@require_safe
def come_back(request: HttpRequest) -> HttpResponseBase:
    """With a code of the provider, that is exchanged for the identity."""
    if single_sign_on() is None:
        raise Http404
    view = OAuth2CallbackView.adapter_view(SignedTokens(request, PROVIDER_ID))
    response: HttpResponseBase = view(request)
    return response
