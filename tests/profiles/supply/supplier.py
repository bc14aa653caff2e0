"""A system of a supplier: a client that sends its token, and the words that deliveries use."""

import datetime
import json
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.utils import timezone

from profiles.register.models import Candidate, Organisation
from profiles.supply.models import SupplierToken
from profiles.supply.tokens import make_token
from tests.factories.register import OrganisationFactory
from tests.factories.staff import StaffUserFactory
from tests.factories.vocabulary import ConceptFactory
from tests.profiles.imports import samples

BASE = "/api/v1/kandidaten"
MORE_WORDS = (
    ("distance", "15", "Tot 15 kilometer"),
    ("distance", "50", "Tot 50 kilometer"),
    ("competence", "24105", "Samenwerken en overleggen"),
    ("competence", "24116", "Leren"),
    ("affinity", "buiten-werken", "Buiten werken"),
    ("skill", "heftruck", "Heftruck rijden"),
    ("direction", "techniek", "Techniek"),
    ("worktime", "maandag-ochtend", "Maandagochtend"),
    ("worktime", "zondag-nacht", "Zondagnacht"),
    ("worktime", "weekend", "In het weekend"),
    ("contract", "B", "Tijdelijk contract"),
    ("contract", "01", "Gewone baan"),
    ("language", "eng", "Engels"),
    ("language", "eng-spreken-goed", "Engels spreken: goed"),
)
PERSON = {
    "kenmerk": "VL-100",
    "gemeente": "GM0983",
    "beschikbaarVanaf": "2027-01-31",
    "toestemming": "Ja",
    "werktijden": {
        "aantalUrenPerWeekMinimaal": 16,
        "aantalUrenPerWeekMaximaal": 24,
        "dagdelen": ["maandag-ochtend"],
    },
    "opleidingsniveau": "mbo-2",
    "opleidingsrichting": ["techniek"],
    "rijbewijs": ["B"],
    "vervoermiddel": ["3"],
    "codeReisafstand": "3",
    "sector": ["52"],
    "bemiddelingsberoep": ["Orderpicker"],
    "taak": ["Orderpicken"],
    "vakvaardigheid": ["heftruck"],
    "gedragscompetentie": [{"code": "24105", "beheersing": "goed"}],
    "affiniteit": ["Buiten werken"],
    "taalbeheersing": [{"codeTaal": "nld", "mondeling": 3, "schriftelijk": 2}],
    "contractvorm": ["B", "01"],
}


@dataclass
class Supplier:
    """Its token, the secret of it, and what it asks."""

    token: SupplierToken
    secret: str

    @property
    def organisation(self) -> Organisation:
        return self.token.organisation

    def ask(self, method: str, path: str = "", body: Any = None, **headers: str) -> Any:
        """An answer of the API; `body` is sent as JSON, or as it is where it is bytes."""
        content = body if isinstance(body, bytes) else json.dumps(body) if body is not None else ""
        sent = {"authorization": f"Bearer {self.secret}", "accept-language": "nl", **headers}
        return Client().generic(
            method,
            path if path.startswith("/api/") else BASE + path,
            content,
            "application/json",
            headers=sent,
        )

    def deliver(self, **changes: Any) -> Any:
        """The person above, with other values; the answer as it was read."""
        answer = self.ask("POST", body={**PERSON, **changes})
        assert answer.status_code in {200, 201}, answer.content.decode()
        return answer.json()

    def candidate(self, reference: str = "VL-100") -> Candidate:
        return Candidate.objects.of(self.organisation).with_reference(reference).get()


def make_supplier(organisation: Organisation | None = None) -> Supplier:
    """Make one, of Venlo where nothing is said, with all words."""
    if not Organisation.objects.filter(name=samples.VENLO).exists():
        samples.make_vocabulary()
        for attribute, code, label in MORE_WORDS:
            ConceptFactory(attribute=attribute, code=code, label_nl=label)
    home = organisation or Organisation.objects.get(name=samples.VENLO)
    now = timezone.now()
    token, secret = make_token(
        organisation=home,
        name="Suite van Voorbeeld",
        expires_at=now + datetime.timedelta(days=90),
        by=StaffUserFactory(role="admin", organisation=None),
        now=now,
    )
    return Supplier(token, secret)


def another(supplier: Supplier) -> Supplier:
    """A supplier of another organisation of the same region."""
    return make_supplier(OrganisationFactory(region=supplier.organisation.region))
