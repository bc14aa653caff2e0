"""A request is that of a token (RFC 6750, in the header alone); it has no account and no session."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, Throttled
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from profiles.access.log_of_use import Action, Activity, Result, log_use
from profiles.supply.models import SupplierToken
from profiles.supply.tokens import TokenRefused, TooManyRequests, use_token

SCHEME = "Bearer"


class TokenAuthentication(BaseAuthentication):
    """Gives the token as `request.auth`. The user stays anonymous: history would take it for an account."""

    def authenticate(self, request: Request) -> tuple[AnonymousUser, SupplierToken]:
        kind, _space, secret = get_authorization_header(request).decode("latin-1").partition(" ")
        if kind.lower() != SCHEME.lower() or not secret.strip():
            raise AuthenticationFailed(_("Stuur de sleutel mee: Authorization: Bearer …"))
        try:
            return AnonymousUser(), use_token(secret.strip(), now=timezone.now())
        except TokenRefused as refused:
            if refused.token is not None:
                # A system still has it. What was never a token is not logged: anyone can send that.
                log_use(
                    action=Action.OPEN,
                    result=Result.REFUSED,
                    objects=[refused.token],
                    request=request._request,
                    actor=refused.token,
                    activity=Activity.SUPERVISION,
                )
            # One answer for unknown, expired and revoked: it does not say which tokens there were.
            raise AuthenticationFailed(_("Deze sleutel geldt niet, of niet meer.")) from None
        except TooManyRequests as many:
            raise Throttled(wait=many.wait) from None

    def authenticate_header(self, request: Request) -> str:
        return SCHEME


class HasToken(BasePermission):
    """Nothing is for a request without a token, also where a view forgot to authenticate."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return isinstance(request.auth, SupplierToken)


class TokenScheme(OpenApiAuthenticationExtension):
    """What the document says of it."""

    target_class = "profiles.supply.authentication.TokenAuthentication"
    name = "sleutel"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "Een sleutel van één organisatie, gemaakt door haar functioneel beheerder",
        }
