"""OpenID Connect as the NL GOV profile asks: code flow, PKCE with S256, state and nonce, signed tokens only.

allauth makes the request and keeps the state; here is what it leaves out: the nonce, the client that
proves itself by a signed assertion (private_key_jwt), and a signature that is always looked at.
"""

import base64
import hashlib
import time
import uuid
from typing import Any

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from profiles.accounts.single_sign_on.configuration import SingleSignOn, single_sign_on

PROVIDER_ID = "single_sign_on"
ALGORITHMS = ["RS256", "PS256", "ES256", "RS384", "PS384", "ES384", "RS512", "PS512", "ES512"]
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
ASSERTION_SECONDS = 60
LEEWAY_SECONDS = 30
TIMEOUT_SECONDS = 10


def nonce_of(code_verifier: str) -> str:
    """The nonce of a log-in: it belongs to the verifier that the session keeps, and says nothing of it."""
    digest = hashlib.sha256(f"nonce {code_verifier}".encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


class SignedClient(OAuth2Client):
    """Asks for tokens with a secret, or with an assertion signed by the key of the register."""

    configuration: SingleSignOn

    def get_access_token(
        self, code: str, pkce_code_verifier: str | None = None, extra_data: dict[str, str] | None = None
    ) -> dict[str, Any]:
        if self.configuration.private_key:
            key = load_pem_private_key(self.configuration.private_key.encode(), password=None)
            now = int(time.time())
            claims = {
                "iss": self.configuration.client_id,
                "sub": self.configuration.client_id,
                "aud": self.access_token_url,
                "jti": str(uuid.uuid4()),
                "iat": now,
                "exp": now + ASSERTION_SECONDS,
            }
            algorithm = "ES256" if isinstance(key, EllipticCurvePrivateKey) else "PS256"
            assertion = {
                "client_assertion_type": ASSERTION_TYPE,
                "client_assertion": jwt.encode(claims, key, algorithm=algorithm),  # type: ignore[arg-type]
            }
            extra_data = {**(extra_data or {}), **assertion}
        answer: dict[str, Any] = super().get_access_token(code, pkce_code_verifier, extra_data)
        return answer


class SignedTokens(OpenIDConnectOAuth2Adapter):
    client_class = SignedClient
    nonce = ""

    @property
    def openid_config(self) -> dict[str, Any]:
        config: dict[str, Any] = super().openid_config
        # The document is fetched from the issuer; one that names another could pass off its tokens.
        if config.get("issuer", "").rstrip("/") != _configured().issuer:
            raise OAuth2Error("the provider calls itself by another name")
        return config

    def get_client(self, request: HttpRequest, app: SocialApp) -> SignedClient:
        client: SignedClient = super().get_client(request, app)
        client.configuration = _configured()
        return client

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return str(request.build_absolute_uri(reverse("single_sign_on_callback")))

    def get_access_token_data(
        self,
        request: HttpRequest,
        app: SocialApp,
        client: SignedClient,
        pkce_code_verifier: str | None = None,
    ) -> dict[str, Any]:
        self.nonce = nonce_of(pkce_code_verifier or "")
        answer: dict[str, Any] = super().get_access_token_data(request, app, client, pkce_code_verifier)
        return answer

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        claims = self._verified(kwargs["response"].get("id_token", ""), app)
        if self.openid_config.get("userinfo_endpoint"):
            more = self._fetch_user_info(token.token)
            # Userinfo is not signed: only the subject ties it to this log-in (OpenID Connect Core 5.3.2).
            if more.get("sub") != claims["sub"]:
                raise OAuth2Error("userinfo of another subject")
            # What was signed wins.
            claims = {**more, **claims}
        request.sso_claims = claims  # type: ignore[attr-defined]
        return self.get_provider().sociallogin_from_response(request, claims)

    def _verified(self, id_token: str, app: SocialApp) -> dict[str, Any]:
        try:
            # A list of algorithms of our own: a token that names "none" or a shared key is refused.
            keys = jwt.PyJWKClient(self.openid_config["jwks_uri"], timeout=TIMEOUT_SECONDS)
            claims: dict[str, Any] = jwt.decode(
                id_token,
                keys.get_signing_key_from_jwt(id_token).key,
                algorithms=ALGORITHMS,
                audience=app.client_id,
                issuer=self.openid_config["issuer"],
                leeway=LEEWAY_SECONDS,
                options={"require": ["exp", "iat", "iss", "aud", "sub", "nonce"]},
            )
        except jwt.PyJWTError as error:
            raise OAuth2Error(f"id_token: {type(error).__name__}") from error
        if not claims["sub"]:
            raise OAuth2Error("id_token: without a subject")
        if claims["nonce"] != self.nonce:
            raise OAuth2Error("id_token: of another log-in")
        # With several audiences a token may have been made for another of them.
        if claims.get("azp", app.client_id) != app.client_id:
            raise OAuth2Error("id_token: for another client")
        return claims


class SingleSignOnProvider(OpenIDConnectProvider):
    id = PROVIDER_ID
    name = "OpenID Connect"
    oauth2_adapter_class = SignedTokens
    supports_token_authentication = False

    def get_login_url(self, request: HttpRequest, **kwargs: Any) -> str:
        return reverse("single_sign_on_login")

    def get_callback_url(self) -> str:
        return reverse("single_sign_on_callback")

    def get_oauth2_adapter(self, request: HttpRequest) -> SignedTokens:
        return SignedTokens(request, PROVIDER_ID)

    def get_pkce_params(self) -> dict[str, str]:
        """PKCE, and with it the nonce: both belong to the one verifier in the session."""
        params: dict[str, str] = super().get_pkce_params()
        return {**params, "nonce": nonce_of(params["code_verifier"])}

    def extract_uid(self, data: dict[str, Any]) -> str:
        return str(data["sub"])

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Nothing of the claims is kept but the subject."""
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        return []


provider_classes = [SingleSignOnProvider]


def app_of(configuration: SingleSignOn) -> SocialApp:
    """The configuration as allauth wants it; it is in no table."""
    return SocialApp(
        provider=PROVIDER_ID,
        provider_id=PROVIDER_ID,
        name=configuration.name,
        client_id=configuration.client_id,
        secret="" if configuration.private_key else configuration.secret,
        settings={
            "server_url": configuration.issuer,
            "oauth_pkce_enabled": True,
            "token_auth_method": "client_secret_post",
        },
    )


def begin(request: HttpRequest, *, next_url: str) -> HttpResponse:
    """Lead to the provider."""
    provider = get_adapter(request).get_provider(request, PROVIDER_ID)
    response: HttpResponse = provider.redirect(request, "login", next_url=next_url)
    return response


def _configured() -> SingleSignOn:
    configuration = single_sign_on()
    if configuration is None:
        raise OAuth2Error("single sign-on is off")
    return configuration
