"""An import from file to undo: its lines until they are written, its findings, and what it changed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from profiles.imports.report import Done, FindingKind
from profiles.register.encryption import EncryptedTextField
from profiles.register.models import Candidate, Organisation


class Source(models.TextChoices):
    """Where the values of a file come from; what is known of the last time is kept for each apart."""

    SONAR = "sonar", _("Sonar-export")
    WORKBOOK = "workbook", _("profielwerkboek")
    SUPPLIER = "supplier", _("koppeling")


class Import(models.Model):
    """One file that is read, looked at, and written when it is confirmed.

    `read`, `write` and `undo` are work for the job; it may be killed and go on where the rows say.
    """

    class State(models.TextChoices):
        READ = "read", _("wordt gelezen")
        CHECKED = "checked", _("wacht op bevestiging")
        WRITE = "write", _("wordt ingelezen")
        DONE = "done", _("ingelezen")
        UNDO = "undo", _("wordt teruggedraaid")
        UNDONE = "undone", _("teruggedraaid")
        CANCELLED = "cancelled", _("gestopt, er is niets bewaard")
        REFUSED = "refused", _("geweigerd, er is niets bewaard")

    AT_WORK = (State.READ, State.WRITE, State.UNDO)

    source = models.CharField(_("soort"), max_length=10, choices=Source, blank=True)
    state = models.CharField(_("toestand"), max_length=10, choices=State, default=State.READ)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisatie"),
        help_text=_("Leeg: elke regel gaat naar de organisatie die erin staat."),
    )
    create_organisations = models.BooleanField(_("maak organisaties die ontbreken"), default=False)
    # Regions of the people of organisations that are still to be made, by name: {name: {region: people}}.
    new_organisations = models.JSONField(default=dict, editable=False)
    file_name = models.CharField(_("bestand"), max_length=120)
    # Name in the private folder; empty as soon as the file is removed.
    stored_as = models.CharField(max_length=60, blank=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("door"),
    )
    made_at = models.DateTimeField(_("begonnen op"), db_index=True)
    checked_at = models.DateTimeField(_("proef klaar op"), null=True, blank=True)
    written_at = models.DateTimeField(_("ingelezen op"), null=True, blank=True)
    undone_at = models.DateTimeField(_("teruggedraaid op"), null=True, blank=True)
    done = models.PositiveIntegerField(_("regels gedaan"), default=0)
    total = models.PositiveIntegerField(_("regels in totaal"), default=0)
    # How often the present work was begun: a file that kills its worker is not tried for ever.
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    stop_asked = models.BooleanField(default=False, editable=False)
    message = models.TextField(_("bericht"), blank=True)
    counts = models.JSONField(_("aantallen"), default=dict, blank=True)
    remarks = models.JSONField(_("opmerkingen"), default=list, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")

    def __str__(self) -> str:
        return f"{self.file_name} ({self.get_state_display()})"

    @property
    def is_at_work(self) -> bool:
        return self.state in self.AT_WORK


class ImportLine(models.Model):
    """A person of the file for which something would change. It goes when the import is over."""

    class Outcome(models.TextChoices):
        NEW = "new", _("nieuw")
        CHANGED = "changed", _("gewijzigd")
        CONFLICT = "conflict", _("botsing")
        SAME = "same", _("gelijk")

    imported = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="lines")
    line = models.PositiveIntegerField()
    reference = EncryptedTextField()
    reference_index = models.CharField(max_length=64)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    # Of an organisation that is still to be made.
    organisation_name = models.CharField(max_length=120, blank=True)
    has_profile = models.BooleanField()
    # What the file says, by field, as in `profiles.imports.fields`; `base` is what it said before.
    values = models.JSONField()
    base = models.JSONField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome)
    changes = models.BooleanField()
    # Names of fields; no arrays, since Django inserts those of many rows in a slower way.
    conflicts = models.JSONField(default=list)
    # Of the conflicts those in which the file wins, by choice.
    chosen = models.JSONField(default=list)
    # Takes a released profile off the lists: written under the lock of publication.
    hides = models.BooleanField(default=False)
    is_written = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["imported", "is_written", "hides", "id"], name="import_line_next")]
        verbose_name = _("regel van een import")
        verbose_name_plural = _("regels van imports")

    def __str__(self) -> str:
        return f"{self.imported_id}: {self.line}"


class ImportFinding(models.Model):
    """One thing noticed about one cell, as the report has it; without a value that may be personal."""

    imported = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="findings")
    line = models.PositiveIntegerField(_("regel"))
    column = models.CharField(_("kolom"), max_length=60)
    value = models.CharField(_("waarde"), max_length=120)
    kind = models.CharField(_("soort"), max_length=20, choices=FindingKind)
    done = models.CharField(_("gedaan"), max_length=10, choices=Done)
    why = models.TextField(_("reden"))

    class Meta:
        ordering = ["line", "id"]
        indexes = [models.Index(fields=["imported", "kind", "line"], name="import_finding_by_kind")]
        verbose_name = _("bevinding van een import")
        verbose_name_plural = _("bevindingen van imports")

    def __str__(self) -> str:
        return f"{self.line} {self.column}"


class ImportedValues(models.Model):
    """What a file last said of a person: what differs from it was changed by hand since."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    source = models.CharField(max_length=10, choices=Source)
    values = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["candidate", "source"], name="imported_values_once")]
        verbose_name = _("ingelezen gegevens")
        verbose_name_plural = _("ingelezen gegevens")

    def __str__(self) -> str:
        return f"{self.source}: {self.candidate_id}"


class ImportChange(models.Model):
    """What an import did to a person: enough to undo it, and kept for as long as that is possible."""

    imported = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="changes")
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    line = models.PositiveIntegerField()
    made_candidate = models.BooleanField(default=False)
    made_profile = models.BooleanField(default=False)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    # What the file had said the time before; null where it had said nothing.
    base_before = models.JSONField(null=True)
    paused = models.BooleanField(default=False)
    is_looked_at = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["imported", "is_looked_at", "id"], name="import_change_next")]
        verbose_name = _("wijziging door een import")
        verbose_name_plural = _("wijzigingen door imports")

    def __str__(self) -> str:
        return f"{self.imported_id}: {self.candidate_id}"
