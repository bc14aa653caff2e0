"""What the environment says of single sign-on, as `settings.SINGLE_SIGN_ON`."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from profiles.access.rights import Role


@dataclass(frozen=True, kw_only=True)
class SingleSignOn:
    """A provider of OpenID Connect and how its claims are read.

    `roles`: value of the claim -> role. `organisations`: value of the claim -> name of an organisation; a
    value that is not there is taken as the name itself. `second_step`: values of `amr` by which the provider
    says that it asked for two steps; for others the register asks for a code of its own. `only`: no other
    account logs in with a password than a superuser, for when the provider is down.
    """

    issuer: str
    client_id: str
    secret: str
    private_key: str
    name: str
    only: bool
    role_claim: str
    roles: Mapping[str, str]
    organisation_claim: str
    organisations: Mapping[str, str]
    second_step: frozenset[str]


def single_sign_on() -> SingleSignOn | None:
    """The provider, or None where none is configured. Raises `ImproperlyConfigured` for half of one."""
    given: Mapping[str, str] = settings.SINGLE_SIGN_ON
    if not given["issuer"]:
        return None
    if not given["client_id"] or not (given["secret"] or given["private_key"]):
        raise ImproperlyConfigured(
            "OIDC_CLIENT_ID and one of OIDC_CLIENT_SECRET and OIDC_PRIVATE_KEY must be set."
        )
    roles = _pairs(given["roles"])
    unknown = set(roles.values()) - set(Role.values)
    if unknown or not roles:
        raise ImproperlyConfigured(
            f"OIDC_ROLES must name roles of the register, such as a=case_worker; b=admin: {sorted(unknown)}"
        )
    return SingleSignOn(
        issuer=given["issuer"].rstrip("/"),
        client_id=given["client_id"],
        secret=given["secret"],
        private_key=given["private_key"].replace("\\n", "\n"),
        name=given["name"] or "uw organisatie",
        only=given["only"] == "1",
        role_claim=given["role_claim"] or "roles",
        roles=roles,
        organisation_claim=given["organisation_claim"] or "organisation",
        organisations=_pairs(given["organisations"]),
        second_step=frozenset(given["second_step"].split()),
    )


def _pairs(text: str) -> dict[str, str]:
    pairs = (pair.partition("=") for pair in text.split(";") if "=" in pair)
    return {claim.strip(): ours.strip() for claim, _, ours in pairs}
