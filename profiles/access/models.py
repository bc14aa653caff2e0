"""The log of use and its alarms. Rows are only added; `profiles.database` says which roles may read."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from profiles.access.rights import Role


class Action(models.TextChoices):
    """What was done."""

    VIEW = "view", _("bekeken")
    LIST = "list", _("in een lijst gezien")
    SEARCH = "search", _("gezocht")
    CREATE = "create", _("ingevoerd")
    CHANGE = "change", _("gewijzigd")
    CONFIRM = "confirm", _("bevestigd")
    ERASE = "erase", _("gewist")
    EXPORT = "export", _("geëxporteerd")
    IMPORT = "import", _("ingelezen")
    LETTER = "letter", _("brief gemaakt")
    LOG_IN = "log_in", _("ingelogd")
    LOG_OUT = "log_out", _("uitgelogd")
    ACCOUNT = "account", _("account gewijzigd")
    RELEASE = "release", _("uitgave gemaakt of gewisseld")
    POLICY = "policy", _("beleid of instelling gewijzigd")
    OPEN = "open", _("pagina geopend")


class Result(models.TextChoices):
    """How it ended."""

    OK = "ok", _("gelukt")
    REFUSED = "refused", _("geweigerd")
    FAILED = "failed", _("mislukt")


class Activity(models.TextChoices):
    """The processing activities, as the register of processing activities names them."""

    PROFILES = "klantprofielen", _("klantprofielen bijhouden")
    MEDIATION = "bemiddeling", _("aanvragen van werkgevers behandelen")
    PUBLICATION = "publicatie", _("anonieme profielen publiceren")
    QUALITY = "kwaliteit", _("kwaliteit van profielen bewaken")
    MANAGEMENT = "beheer", _("register en accounts beheren")
    SUPERVISION = "toezicht", _("toezicht op het gebruik")


class UseLog(models.Model):
    """One use. `actor` and the people in `subjects` are keyed pseudonyms, from the first moment on:
    they are read back while account or person exist, and are anonymous after an erasure.

    `trace_id` is shared by all of one request; `page` is the name of the view and never its query;
    `objects` names what is no person, as `release:12`. The database sets `at`.
    """

    operation_id = models.UUIDField(_("kenmerk van de handeling"), primary_key=True, default=uuid.uuid4)
    trace_id = models.CharField(_("kenmerk van het verzoek"), max_length=32)
    at = models.DateTimeField(_("wanneer"), default=timezone.now)
    actor = models.UUIDField(_("medewerker"), null=True)
    role = models.CharField(_("rol"), max_length=20, choices=Role, blank=True)
    action = models.CharField(_("handeling"), max_length=10, choices=Action)
    result = models.CharField(_("resultaat"), max_length=10, choices=Result, default=Result.OK)
    activity = models.CharField(_("verwerkingsactiviteit"), max_length=20, choices=Activity)
    page = models.CharField(_("waar"), max_length=100, blank=True)
    named_objects = ArrayField(models.CharField(max_length=80), verbose_name=_("onderwerpen"), default=list)
    people = models.PositiveIntegerField(_("mensen"), default=0)
    origin = models.CharField(_("adres"), max_length=45, blank=True)
    why = models.CharField(_("reden"), max_length=300, blank=True)

    class Meta:
        ordering = ["-at", "operation_id"]
        verbose_name = _("gebruik")
        verbose_name_plural = _("gebruikslog")
        default_permissions = ()
        indexes = [
            models.Index(fields=["-at", "operation_id"], name="use_by_time"),
            models.Index(fields=["actor", "-at"], name="use_by_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action}"


class UseSubject(models.Model):
    """A person that a use was about. `opened`: by itself, and not as one of a list.

    Actor and time are those of the use: bulk viewing is counted from this table alone.
    """

    pk = models.CompositePrimaryKey("subject", "use")
    use = models.ForeignKey(UseLog, on_delete=models.DO_NOTHING, related_name="subjects")
    subject = models.UUIDField(_("kandidaat"))
    actor = models.UUIDField(_("medewerker"), null=True)
    at = models.DateTimeField(_("wanneer"), default=timezone.now)
    opened = models.BooleanField(_("geopend"))

    class Meta:
        verbose_name = _("betrokkene")
        verbose_name_plural = _("betrokkenen")
        default_permissions = ()
        indexes = [
            models.Index(fields=["subject", "-at"], name="use_subject_by_time"),
            models.Index(fields=["actor", "-at"], include=["subject", "opened"], name="use_subject_by_actor"),
        ]

    def __str__(self) -> str:
        return str(self.subject)


class UseAlarm(models.Model):
    """An account looked at more people than the limit; once a `window`, which are numbered."""

    class Kind(models.TextChoices):
        OPENED = "opened", _("veel mensen geopend")
        LISTED = "listed", _("veel mensen in lijsten")

    kind = models.CharField(_("soort"), max_length=10, choices=Kind)
    actor = models.UUIDField(_("medewerker"))
    role = models.CharField(_("rol"), max_length=20, choices=Role, blank=True)
    window = models.BigIntegerField()
    minutes = models.PositiveSmallIntegerField(_("minuten"))
    most = models.PositiveIntegerField(_("grens"))
    people = models.PositiveIntegerField(_("mensen"))
    raised_at = models.DateTimeField(_("gemeld op"), default=timezone.now)
    mailed_at = models.DateTimeField(_("gemaild op"), null=True)
    handled_at = models.DateTimeField(_("afgehandeld op"), null=True)
    handled_by = models.UUIDField(_("afgehandeld door"), null=True)
    finding = models.CharField(_("bevinding"), max_length=300, blank=True)

    class Meta:
        ordering = ["-raised_at", "-id"]
        verbose_name = _("melding van veel inzage")
        verbose_name_plural = _("meldingen van veel inzage")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["actor", "kind", "minutes", "window"], name="alarm_once_a_window")
        ]

    def __str__(self) -> str:
        return f"{self.raised_at:%Y-%m-%d %H:%M} {self.kind}"
