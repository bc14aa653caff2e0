"""What an employer fills in, before it is a request."""

from dataclasses import asdict, dataclass
from typing import Any

from explorer.contact.keys import keyed_hash
from explorer.contact.limits import normal_organisation


@dataclass(frozen=True)
class RequestContent:
    """All that a request says; checked by the form, stored as JSON until it is confirmed.

    `query`, `wish_nl`, `wish_en`, `groups` and `places` are of the wish, the others of the form.
    """

    kind: str
    query: str
    wish_nl: str
    wish_en: str
    groups: tuple[str, ...]
    places: tuple[str, ...]
    people_wanted: int
    start: str
    organisation: str
    contact_name: str
    email: str
    phone: str
    own_words: str
    language: str

    @property
    def fingerprint(self) -> str:
        """The same for near-identical requests: this wish of this organisation, however it is written."""
        # The order in which groups were chosen is no difference.
        wish = (self.query, *sorted(self.groups))
        return keyed_hash("fingerprint", normal_organisation(self.organisation), self.kind, *wish)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of_json(cls, stored: dict[str, Any]) -> "RequestContent":
        """The content that `as_json` wrote."""
        return cls(**{**stored, "groups": tuple(stored["groups"]), "places": tuple(stored["places"])})
