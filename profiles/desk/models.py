"""Cases of the desk and what happens in them. Data of employers stay in the explorer database."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from explorer.contact.models.request import ENDS, RequestKind, RequestState
from profiles.mail.models import WaitingMail
from profiles.register.encryption import EncryptedTextField
from profiles.register.models import Candidate, Desk

NUMBER_LENGTH = 12


RECORDED_BITS = {
    name: 1 << i
    for i, name in enumerate(
        (
            "education",
            "direction",
            "licence",
            "transport",
            "distance",
            "sector",
            "occupation",
            "task",
            "skill",
            "competence",
            "affinity",
            "language",
            "worktime",
            "contract",
        )
    )
}
"""Attribute -> its bit in `RecordedAttributes`; the triggers of the migration have the same numbers."""


class RecordedAttributes(models.Model):
    """Of which attributes a profile has facts, so that *unknown* needs no look at the facts of everybody.

    Kept by triggers on the facts alone, whoever writes these: the web role may only read it. A
    profile without facts has no row.
    """

    profile_id = models.BigIntegerField(primary_key=True)
    bits = models.IntegerField()

    class Meta:
        ordering = ["profile_id"]

    def __str__(self) -> str:
        return str(self.profile_id)


class DeskDuty(models.Model):
    """The staff of a desk. Not in the desk itself: staff belong to organisations of desks."""

    desk = models.OneToOneField(Desk, on_delete=models.CASCADE, related_name="duty", verbose_name=_("loket"))
    default_owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("vaste behandelaar"),
        help_text=_("Krijgt nieuwe aanvragen. Leeg: nog van niemand."),
    )
    head = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("teamleider"),
        help_text=_("Krijgt een mail als een aanvraag te laat is."),
    )

    class Meta:
        ordering = ["desk"]
        verbose_name = _("taakverdeling van een loket")
        verbose_name_plural = _("taakverdeling van loketten")

    def __str__(self) -> str:
        return str(self.desk)


class CaseOutcome(models.TextChoices):
    """How a case ended, as the desk counts it."""

    PLACED = "placed", _("Geplaatst")
    TRIAL = "trial", _("Proefplaatsing")
    NO_AGREEMENT = "no_agreement", _("Geen kandidaat wilde kennismaken")
    NOT_SUITABLE = "not_suitable", _("Kennisgemaakt, niet geschikt")
    EMPLOYER_WITHDREW = "employer_withdrew", _("De werkgever trok de vraag in")
    NOBODY_FOUND = "nobody_found", _("Niemand gevonden")
    ANSWERED = "answered", _("Vraag beantwoord")
    EXPIRED = "expired", _("Vervallen")


class Case(models.Model):
    """A request as the desk works on it. `number` is that of the request; `version` counts changes of it.

    State, desk, due date and first answer mirror the request; what the desk changes waits in
    `OutwardAct` until the request has it too.
    """

    number = models.CharField(_("nummer"), max_length=NUMBER_LENGTH, unique=True)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="cases", verbose_name=_("loket"))
    kind = models.CharField(_("soort"), max_length=20, choices=RequestKind)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
        verbose_name=_("behandelaar"),
    )
    note = EncryptedTextField(_("notitie"), blank=True)
    state = models.CharField(
        _("toestand"), max_length=20, choices=RequestState, default=RequestState.RECEIVED
    )
    confirmed_at = models.DateTimeField(_("ontvangen op"))
    due_on = models.DateField(_("antwoord uiterlijk"))
    first_answer_at = models.DateTimeField(_("eerste antwoord op"), null=True, blank=True)
    closed_at = models.DateTimeField(_("afgerond op"), null=True, blank=True)
    outcome = models.CharField(_("afloop"), max_length=20, choices=CaseOutcome, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["due_on", "number"]
        verbose_name = _("aanvraag")
        verbose_name_plural = _("aanvragen")
        indexes = [
            # Inboxes ask for open cases, a small part of all that ever were.
            models.Index(fields=["desk", "due_on"], condition=Q(closed_at=None), name="case_open"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(Q(closed_at=None) & Q(outcome="") & ~Q(state__in=sorted(ENDS)))
                | (Q(closed_at__isnull=False) & ~Q(outcome="") & Q(state__in=sorted(ENDS))),
                name="case_ends_with_an_outcome",
            )
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None


class OutwardAct(models.Model):
    """What the desk says of a request, until it is in the explorer database.

    Written with the change it belongs to, then done outside, then marked: whoever stops in between
    leaves it to the job. `at` is that of the event outside, by which a second try finds the first.
    `text` is for the employer and cleared once it is there.
    """

    class What(models.TextChoices):
        STATE = "state"
        QUESTION = "question"
        TRANSFER = "transfer"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="acts")
    what = models.CharField(max_length=10, choices=What)
    state = models.CharField(max_length=20, choices=RequestState, blank=True)
    reason = models.CharField(max_length=20, blank=True)
    desk_code = models.CharField(max_length=40, blank=True)
    text = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    refused = models.CharField(max_length=60, blank=True, help_text="Why it was not done, as a word of code.")

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["id"], condition=Q(done_at=None), name="outward_act_waiting")]

    def __str__(self) -> str:
        return f"{self.case} {self.what}"


class Approach(models.Model):
    """A candidate is asked about one request, and what the candidate said.

    `agreed_fields` names what may be said to this employer; empty unless the answer is yes.
    `placed_on` waits for the candidate's profile to follow, until `is_settled`.
    """

    class Channel(models.TextChoices):
        LETTER = "letter", _("brief")
        MAIL = "mail", _("mail")
        PHONE = "phone", _("telefoon")

    class Answer(models.TextChoices):
        YES = "yes", _("ja")
        NO = "no", _("nee")
        LATER = "later", _("later")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="approaches")
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="approaches")
    channel = models.CharField(_("hoe"), max_length=10, choices=Channel)
    asked_at = models.DateTimeField(_("gevraagd op"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(_("antwoord"), max_length=10, choices=Answer, blank=True)
    answered_at = models.DateTimeField(_("antwoord op"), null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    agreed_fields = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    placed_on = models.DateField(_("geplaatst op"), null=True)
    is_settled = models.BooleanField(default=True)

    class Meta:
        ordering = ["asked_at", "id"]
        verbose_name = _("vraag aan een kandidaat")
        verbose_name_plural = _("vragen aan kandidaten")
        constraints = [
            # Two advisers may ask the same person at the same moment: the database refuses one.
            models.UniqueConstraint(fields=["case", "candidate"], name="approach_once"),
            models.CheckConstraint(
                condition=Q(agreed_fields=[]) | Q(answer="yes"), name="approach_agrees_with_yes_only"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.pk}"


class NoGoEmployer(models.Model):
    """An employer that a candidate does not want. `key` is the name brought to one spelling."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="no_go_employers")
    organisation = models.CharField(_("werkgever"), max_length=120)
    key = models.CharField(max_length=120, editable=False, db_index=True)
    added_at = models.DateTimeField(_("toegevoegd op"))
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["organisation", "id"]
        verbose_name = _("werkgever die een kandidaat niet wil")
        verbose_name_plural = _("werkgevers die kandidaten niet willen")
        constraints = [models.UniqueConstraint(fields=["candidate", "key"], name="no_go_once")]

    def __str__(self) -> str:
        return self.organisation


class Introduction(models.Model):
    """A letter that was made: of which candidate, with which fields. The adviser sends it."""

    approach = models.ForeignKey(Approach, on_delete=models.CASCADE, related_name="introductions")
    fields = ArrayField(models.CharField(max_length=20))
    proposal = EncryptedTextField(_("voorstel"), blank=True)
    made_at = models.DateTimeField(_("gemaakt op"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_at", "-id"]
        verbose_name = _("introductiebrief")
        verbose_name_plural = _("introductiebrieven")

    def __str__(self) -> str:
        return f"{self.approach} {self.pk}"


class Reminder(models.Model):
    """That the desk was reminded of a case on a day; the next of its kind waits for the cool-down."""

    class Kind(models.TextChoices):
        NO_OWNER = "no_owner", _("nog van niemand")
        DUE_SOON = "due_soon", _("bijna te laat")
        LATE = "late", _("te laat")
        CANDIDATE = "candidate", _("een kandidaat gaf nog geen antwoord")
        ESCALATION = "escalation", _("aan de teamleider")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField(_("soort"), max_length=12, choices=Kind)
    on = models.DateField(_("op"))

    class Meta:
        ordering = ["on", "id"]
        verbose_name = _("herinnering")
        verbose_name_plural = _("herinneringen")
        constraints = [models.UniqueConstraint(fields=["case", "kind", "on"], name="reminder_once_a_day")]

    def __str__(self) -> str:
        return f"{self.case} {self.kind}"


class DeskMail(WaitingMail):
    """A mail to the desk, written in the transaction of its cause. It names a case and never a person."""

    class Purpose(models.TextChoices):
        NEW_CASE = "new_case"
        REMINDER = "reminder"
        ESCALATION = "escalation"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="mails")
    purpose = models.CharField(max_length=12, choices=Purpose)
    kind = models.CharField(max_length=12, choices=Reminder.Kind, blank=True)
    to = models.EmailField()

    class Meta(WaitingMail.Meta):
        verbose_name = _("mail aan een loket")
        verbose_name_plural = _("mails aan loketten")

    def __str__(self) -> str:
        return f"{self.purpose} {self.state}"
