"""A small provider of OpenID Connect that the tests start: discovery, keys, code flow, signed tokens.

It checks what the NL GOV profile asks of a client: PKCE with S256, state and nonce, and the client's
secret or signed assertion. `Provider.tamper` makes it lie.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "kandidatenregister", "geheim-van-de-client"


def new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Provider:
    """Who logs in (`claims`), what it was asked, and which lie it tells."""

    issuer: str
    claims: dict[str, Any] = field(default_factory=dict)
    client_key: Any = None
    tamper: str = ""
    key: rsa.RSAPrivateKey = field(default_factory=new_key)
    asked: dict[str, dict[str, str]] = field(default_factory=dict)
    tokens: dict[str, dict[str, Any]] = field(default_factory=dict)
    assertions: list[dict[str, Any]] = field(default_factory=list)

    def authorize(self, query: dict[str, str]) -> str:
        """Where the browser is sent back to."""
        assert query["response_type"] == "code"
        assert query["client_id"] == CLIENT
        assert query["code_challenge_method"] == "S256"
        assert query["state"] and query["nonce"] and "openid" in query["scope"]
        code = secrets.token_urlsafe(16)
        self.asked[code] = query
        state = "verzonnen" if self.tamper == "state" else query["state"]
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': state})}"

    def token(self, form: dict[str, str]) -> dict[str, Any]:
        asked = self.asked.pop(form["code"])
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        assert base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == asked["code_challenge"]
        assert form["redirect_uri"] == asked["redirect_uri"]
        if self.client_key is not None:
            assert "client_secret" not in form
            assert form["client_assertion_type"] == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
            self.assertions.append(
                jwt.decode(
                    form["client_assertion"],
                    self.client_key.public_key(),
                    algorithms=["PS256"],
                    audience=f"{self.issuer}/token",
                    options={"require": ["exp", "iat", "jti", "iss", "sub"]},
                )
            )
        else:
            assert (form["client_id"], form["client_secret"]) == (CLIENT, SECRET)
        token = secrets.token_urlsafe(16)
        self.tokens[token] = self.claims
        return {"access_token": token, "token_type": "Bearer", "id_token": self.id_token(asked["nonce"])}

    def id_token(self, nonce: str) -> str:
        now = int(time.time())
        claims = {
            "iss": "https://elders.example" if self.tamper == "issuer" else self.issuer,
            "aud": "een-ander" if self.tamper == "audience" else CLIENT,
            "iat": now,
            "exp": now - 3600 if self.tamper == "expired" else now + 300,
            "nonce": "van-een-ander" if self.tamper == "nonce" else nonce,
            **self.claims,
        }
        if self.tamper == "unsigned":
            return jwt.encode(claims, None, algorithm="none", headers={"kid": "k1"})
        key = new_key() if self.tamper == "key" else self.key
        return jwt.encode(claims, key, algorithm="RS256", headers={"kid": "k1"})

    def jwks(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**public, "kid": "k1", "use": "sig", "alg": "RS256"}]}

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/jwks",
        }


def pem_of(key: rsa.RSAPrivateKey) -> str:
    """As it stands in a variable of the environment."""
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()


@contextmanager
def running() -> Iterator[Provider]:
    """A provider behind a real address of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            query = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
            if path == "/authorize":
                self.send_response(302)
                self.send_header("Location", provider.authorize(query))
                self.end_headers()
                return
            pages = {
                "/.well-known/openid-configuration": provider.discovery,
                "/jwks": provider.jwks,
                "/userinfo": self._userinfo,
            }
            self._answer(pages[path]())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            try:
                self._answer(provider.token(form))
            except (AssertionError, KeyError, jwt.PyJWTError) as fault:
                self._answer({"error": "invalid_request", "error_description": repr(fault)}, status=400)

        def _userinfo(self) -> dict[str, Any]:
            claims = provider.tokens[self.headers["Authorization"].removeprefix("Bearer ")]
            return {**claims, "sub": "iemand-anders"} if provider.tamper == "userinfo" else claims

        def _answer(self, content: dict[str, Any], status: int = 200) -> None:
            body = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider = Provider(issuer=f"http://127.0.0.1:{server.server_port}")
    # Whoever shuts it down waits for the next look: half a second a test, unless told otherwise.
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
