"""What an employer asks of a desk, and what happens to it."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from explorer.contact.models.primary import PrimaryManager

MOST_GROUPS = 10
MOST_PEOPLE = 50
LONGEST_WORDS = 2000
LONGEST_QUERY = 2000
HASH_LENGTH = 64


class RequestKind(models.TextChoices):
    """What is asked for."""

    MEET = "kennismaken", _("Kennismaken")
    TRIAL = "proefplaatsing", _("Proefplaatsing")
    INTERNSHIP = "stage", _("Stage of werkervaring")
    VACANCY = "vacature", _("Vacature")
    QUESTION = "vraag", _("Alleen een vraag")


class Start(models.TextChoices):
    """From when on."""

    NOW = "meteen", _("Meteen")
    MONTH = "maand", _("Binnen 1 maand")
    QUARTER = "kwartaal", _("Binnen 3 maanden")
    LATER = "later", _("Later")


class RequestState(models.TextChoices):
    """How far the desk is."""

    RECEIVED = "received", _("Ontvangen")
    IN_PROGRESS = "in_progress", _("In behandeling")
    CANDIDATES_ASKED = "candidates_asked", _("Kandidaten gevraagd")
    PROPOSED = "proposed", _("Voorgesteld")
    PLACED = "placed", _("Geplaatst")
    CLOSED = "closed", _("Afgerond")
    NOT_FOUND = "not_found", _("Niet gelukt")
    WITHDRAWN = "withdrawn", _("Ingetrokken")
    EXPIRED = "expired", _("Vervallen")

    @property
    def is_end(self) -> bool:
        """Whether nothing follows it."""
        return self in ENDS


ENDS = frozenset(
    {
        RequestState.PLACED,
        RequestState.CLOSED,
        RequestState.NOT_FOUND,
        RequestState.WITHDRAWN,
        RequestState.EXPIRED,
    }
)


class AlreadyEnded(Exception):
    """The request ended before; nothing can follow."""


class EndReason(models.TextChoices):
    """Why a request ended as it did, as the desk says it to the employer."""

    JOB = "job", _("Iemand heeft een baan bij u.")
    TRIAL = "trial", _("Iemand begon bij u met een proefplaatsing.")
    NOBODY_FOUND = "nobody_found", _("Wij vonden niemand die past bij uw wens.")
    NO_AGREEMENT = "no_agreement", _("Wij vonden kandidaten. Zij wilden nu niet kennismaken.")
    NOT_SUITABLE = "not_suitable", _("U maakte kennis. Het paste niet.")
    EMPLOYER_WITHDREW = "employer_withdrew", _("U zei dat u de vraag intrekt.")
    ANSWERED = "answered", _("Wij gaven antwoord op uw vraag.")
    DUPLICATE = "duplicate", _("Dit is dezelfde vraag als een eerdere.")


class PendingRequest(models.Model):
    """A request that is not confirmed: for the desk it does not exist.

    `content` is a `RequestContent` until it is confirmed or expires, empty afterwards.
    `submission` comes from the page, so that sending it twice is one request.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.UUIDField(unique=True)
    content = models.JSONField()
    fingerprint = models.CharField(max_length=HASH_LENGTH)
    language = models.CharField(max_length=2)
    key_hash = models.CharField(max_length=HASH_LENGTH, unique=True)
    started_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    first = models.ForeignKey(
        "ContactRequest",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        help_text="The same wish of the same address, confirmed in the last days.",
    )
    request = models.OneToOneField(
        "ContactRequest", on_delete=models.CASCADE, null=True, related_name="pending"
    )

    objects = PrimaryManager()

    class Meta:
        ordering = ["started_at", "id"]

    def __str__(self) -> str:
        return str(self.id)


class NumberSeries(models.Model):
    """The last number of a year; one statement takes the next, so none is used twice or left out."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField()

    objects = PrimaryManager()

    class Meta:
        ordering = ["year"]

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class ContactRequest(models.Model):
    """A confirmed request. The inside reads it and writes only how far it is.

    `query` is the canonical query string of the search, `wish_*` the same in words when it
    was asked; `groups` are group codes and `places` codes of municipalities and regions,
    nearest first. `similar_to` is the number of a like request of the last days.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(_("nummer"), max_length=12, unique=True)
    kind = models.CharField(_("soort"), max_length=20, choices=RequestKind)
    desk = models.CharField(_("loket"), max_length=40, db_index=True)
    query = models.TextField(_("zoekvraag"), blank=True, max_length=LONGEST_QUERY)
    wish_nl = models.TextField(_("wens"), blank=True)
    wish_en = models.TextField(_("wens in het Engels"), blank=True)
    groups = ArrayField(models.CharField(max_length=12), default=list, size=MOST_GROUPS)
    places = ArrayField(models.CharField(max_length=20), default=list)
    people_wanted = models.PositiveSmallIntegerField(_("aantal mensen"), default=1)
    start = models.CharField(_("vanaf"), max_length=10, choices=Start)
    organisation = models.CharField(_("organisatie"), max_length=120)
    contact_name = models.CharField(_("naam"), max_length=100)
    email = models.EmailField(_("e-mailadres"))
    email_hash = models.CharField(max_length=HASH_LENGTH, db_index=True)
    phone = models.CharField(_("telefoonnummer"), max_length=30)
    own_words = models.TextField(_("eigen woorden"), blank=True, max_length=LONGEST_WORDS)
    language = models.CharField(_("taal"), max_length=2)
    state = models.CharField(
        _("toestand"), max_length=20, choices=RequestState, default=RequestState.RECEIVED
    )
    reason = models.CharField(_("reden"), max_length=20, choices=EndReason, blank=True)
    similar_to = models.CharField(_("lijkt op"), max_length=12, blank=True)
    started_at = models.DateTimeField(_("gevraagd op"))
    confirmed_at = models.DateTimeField(_("bevestigd op"))
    due_on = models.DateField(_("antwoord uiterlijk"))
    answered_at = models.DateTimeField(_("eerste antwoord op"), null=True)
    closed_at = models.DateTimeField(_("afgerond op"), null=True)
    status_key_hash = models.CharField(max_length=HASH_LENGTH, unique=True)
    fingerprint = models.CharField(max_length=HASH_LENGTH, db_index=True)

    objects = PrimaryManager()

    class Meta:
        ordering = ["confirmed_at", "number"]
        verbose_name = _("aanvraag")
        verbose_name_plural = _("aanvragen")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=sorted(ENDS), closed_at__isnull=False)
                | (~models.Q(state__in=sorted(ENDS)) & models.Q(closed_at=None)),
                name="request_ends_once",
            )
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def wish(self) -> str:
        """The wish in words, in the language that is active; empty where nothing was searched for."""
        return self.wish_en if (get_language() or "nl").startswith("en") else self.wish_nl

    @property
    def typed(self) -> str:
        """The words that were typed in the search, also unknown ones."""
        return QueryDict(self.query).get("q", "")

    @property
    def is_closed(self) -> bool:
        return RequestState(self.state).is_end


class RequestEvent(models.Model):
    """What happened to a request, in words for the employer; never a candidate's data. Only added to."""

    class Kind(models.TextChoices):
        STATE = "state", _("Toestand")
        QUESTION = "question", _("Vraag van de adviseur")
        ANSWER = "answer", _("Antwoord")
        ADDITION = "addition", _("Aanvulling")
        TRANSFER = "transfer", _("Naar een ander loket")
        MAIL_REFUSED = "mail_refused", _("Mail kwam niet aan")

    class By(models.TextChoices):
        EMPLOYER = "employer", _("werkgever")
        DESK = "desk", _("loket")
        SITE = "site", _("vanzelf")

    # A number and not the time orders them: the clock may be set back.
    id = models.BigAutoField(primary_key=True)
    # Goes with its request by the database: no role may delete one alone.
    request = models.ForeignKey(
        ContactRequest, on_delete=models.DO_NOTHING, db_constraint=False, related_name="events"
    )
    at = models.DateTimeField()
    kind = models.CharField(max_length=15, choices=Kind)
    state = models.CharField(max_length=20, choices=RequestState, blank=True)
    text = models.TextField(blank=True, max_length=LONGEST_WORDS)
    by = models.CharField(max_length=10, choices=By)

    objects = PrimaryManager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
