"""Failed log-ins, counted: after a few, the same person from the same place has to wait."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from profiles.register.encryption import blind_index
from profiles.staff.models import LoginFailure

WAIT = datetime.timedelta(minutes=15)
KEEP = datetime.timedelta(days=1)
# A user who mistypes, an account under attack from many places, a place that tries many accounts.
MAX_PER_PERSON_AND_PLACE, MAX_PER_PERSON, MAX_PER_PLACE = 5, 25, 100


@dataclass(frozen=True)
class Attempt:
    """A try to log in. The name is kept as a blind index: people type passwords there."""

    person: str
    place: str

    @classmethod
    def of(cls, request: HttpRequest | None, username: str) -> "Attempt":
        return cls(person=blind_index(username, purpose="login"), place=_place(request))

    def must_wait(self, *, now: datetime.datetime) -> bool:
        """Whether too much failed lately to try again."""
        recent = LoginFailure.objects.filter(failed_at__gt=now - WAIT)
        of_person, from_place = recent.filter(person=self.person), recent.filter(place=self.place)
        return (
            of_person.filter(place=self.place).count() >= MAX_PER_PERSON_AND_PLACE
            or of_person.count() >= MAX_PER_PERSON
            or from_place.count() >= MAX_PER_PLACE
        )

    def record_failure(self, *, now: datetime.datetime) -> None:
        """Count this one, and forget what is long past."""
        LoginFailure.objects.filter(failed_at__lte=now - KEEP).delete()
        LoginFailure.objects.create(person=self.person, place=self.place, failed_at=now)

    def forget_failures(self) -> None:
        """After a log-in the count starts anew from this place."""
        LoginFailure.objects.filter(person=self.person, place=self.place).delete()


def _place(request: HttpRequest | None) -> str:
    # The address of the visitor; behind the proxy of a deployment, the one that proxy saw.
    if request is None:
        return ""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    return forwarded.rpartition(",")[2].strip()[:45] or request.META.get("REMOTE_ADDR", "")
