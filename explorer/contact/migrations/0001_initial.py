"""Requests, saved searches and mails. What was said of a request goes with it and not alone."""

import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.db import migrations, models


# Nobody has the right to delete an event; the database does it for the owner of the table.
EVENTS = """
ALTER TABLE explorer_contact_requestevent
    ADD CONSTRAINT explorer_contact_requestevent_goes_with_request
    FOREIGN KEY (request_id) REFERENCES explorer_contact_contactrequest (id) ON DELETE CASCADE;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Attempt",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "purpose",
                        "key_hash",
                        "window_start",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("purpose", models.CharField(max_length=40)),
                ("key_hash", models.CharField(max_length=64)),
                ("window_start", models.DateTimeField(db_index=True)),
                ("count", models.PositiveIntegerField()),
            ],
            options={
                "ordering": ["window_start", "purpose", "key_hash"],
            },
        ),
        migrations.CreateModel(
            name="Desk",
            fields=[
                (
                    "code",
                    models.SlugField(max_length=40, primary_key=True, serialize=False, verbose_name="code"),
                ),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="adres")),
                ("phone", models.CharField(max_length=30, verbose_name="telefoonnummer")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mailadres")),
                ("hours_nl", models.CharField(blank=True, max_length=120, verbose_name="openingstijden")),
                (
                    "hours_en",
                    models.CharField(blank=True, max_length=120, verbose_name="openingstijden in het Engels"),
                ),
                (
                    "promised_days",
                    models.PositiveSmallIntegerField(default=2, verbose_name="beloofde werkdagen"),
                ),
                (
                    "places",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), blank=True, default=list, size=None
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("updated_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "loket",
                "verbose_name_plural": "loketten",
                "ordering": ["position", "code"],
            },
        ),
        migrations.CreateModel(
            name="MailLink",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("email_hash", models.CharField(max_length=64)),
                ("key_hash", models.CharField(max_length=64, unique=True)),
                ("expires_at", models.DateTimeField(db_index=True)),
                ("used_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["expires_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="NumberSeries",
            fields=[
                ("year", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("last", models.PositiveIntegerField()),
            ],
            options={
                "ordering": ["year"],
            },
        ),
        migrations.CreateModel(
            name="SavedSearch",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("submission", models.UUIDField(unique=True)),
                ("email", models.EmailField(max_length=254)),
                ("email_hash", models.CharField(db_index=True, max_length=64)),
                ("query", models.TextField(max_length=2000)),
                ("words", models.TextField()),
                ("language", models.CharField(max_length=2)),
                ("saved_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("confirm_key_hash", models.CharField(max_length=64, unique=True)),
                ("stop_key_hash", models.CharField(max_length=64, unique=True)),
                ("last_release", models.PositiveIntegerField()),
                ("last_label", models.PositiveIntegerField()),
            ],
            options={
                "ordering": ["saved_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="ContactRequest",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.CharField(max_length=12, unique=True, verbose_name="nummer")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("kennismaken", "Kennismaken"),
                            ("proefplaatsing", "Proefplaatsing"),
                            ("stage", "Stage of werkervaring"),
                            ("vacature", "Vacature"),
                            ("vraag", "Alleen een vraag"),
                        ],
                        max_length=20,
                        verbose_name="soort",
                    ),
                ),
                ("desk", models.CharField(db_index=True, max_length=40, verbose_name="loket")),
                ("query", models.TextField(blank=True, max_length=2000, verbose_name="zoekvraag")),
                ("wish_nl", models.TextField(blank=True, verbose_name="wens")),
                ("wish_en", models.TextField(blank=True, verbose_name="wens in het Engels")),
                (
                    "groups",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12), default=list, size=10
                    ),
                ),
                (
                    "places",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), default=list, size=None
                    ),
                ),
                ("people_wanted", models.PositiveSmallIntegerField(default=1, verbose_name="aantal mensen")),
                (
                    "start",
                    models.CharField(
                        choices=[
                            ("meteen", "Meteen"),
                            ("maand", "Binnen 1 maand"),
                            ("kwartaal", "Binnen 3 maanden"),
                            ("later", "Later"),
                        ],
                        max_length=10,
                        verbose_name="vanaf",
                    ),
                ),
                ("organisation", models.CharField(max_length=120, verbose_name="organisatie")),
                ("contact_name", models.CharField(max_length=100, verbose_name="naam")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mailadres")),
                ("email_hash", models.CharField(db_index=True, max_length=64)),
                ("phone", models.CharField(max_length=30, verbose_name="telefoonnummer")),
                ("own_words", models.TextField(blank=True, max_length=2000, verbose_name="eigen woorden")),
                ("language", models.CharField(max_length=2, verbose_name="taal")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Ontvangen"),
                            ("in_progress", "In behandeling"),
                            ("candidates_asked", "Kandidaten gevraagd"),
                            ("proposed", "Voorgesteld"),
                            ("placed", "Geplaatst"),
                            ("closed", "Afgerond"),
                            ("not_found", "Niet gelukt"),
                            ("withdrawn", "Ingetrokken"),
                            ("expired", "Vervallen"),
                        ],
                        default="received",
                        max_length=20,
                        verbose_name="toestand",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("job", "Iemand heeft een baan bij u."),
                            ("trial", "Iemand begon bij u met een proefplaatsing."),
                            ("nobody_found", "Wij vonden niemand die past bij uw wens."),
                            ("no_agreement", "Wij vonden kandidaten. Zij wilden nu niet kennismaken."),
                            ("not_suitable", "U maakte kennis. Het paste niet."),
                            ("employer_withdrew", "U zei dat u de vraag intrekt."),
                            ("answered", "Wij gaven antwoord op uw vraag."),
                            ("duplicate", "Dit is dezelfde vraag als een eerdere."),
                        ],
                        max_length=20,
                        verbose_name="reden",
                    ),
                ),
                ("similar_to", models.CharField(blank=True, max_length=12, verbose_name="lijkt op")),
                ("started_at", models.DateTimeField(verbose_name="gevraagd op")),
                ("confirmed_at", models.DateTimeField(verbose_name="bevestigd op")),
                ("due_on", models.DateField(verbose_name="antwoord uiterlijk")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="eerste antwoord op")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="afgerond op")),
                ("status_key_hash", models.CharField(max_length=64, unique=True)),
                ("fingerprint", models.CharField(db_index=True, max_length=64)),
            ],
            options={
                "verbose_name": "aanvraag",
                "verbose_name_plural": "aanvragen",
                "ordering": ["confirmed_at", "number"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", False),
                                ("state__in", ["closed", "expired", "not_found", "placed", "withdrawn"]),
                            ),
                            models.Q(
                                models.Q(
                                    ("state__in", ["closed", "expired", "not_found", "placed", "withdrawn"]),
                                    _negated=True,
                                ),
                                ("closed_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="request_ends_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PendingRequest",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("submission", models.UUIDField(unique=True)),
                ("content", models.JSONField()),
                ("fingerprint", models.CharField(max_length=64)),
                ("language", models.CharField(max_length=2)),
                ("key_hash", models.CharField(max_length=64, unique=True)),
                ("started_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(db_index=True)),
                (
                    "first",
                    models.ForeignKey(
                        help_text="The same wish of the same address, confirmed in the last days.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="explorer_contact.contactrequest",
                    ),
                ),
                (
                    "request",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pending",
                        to="explorer_contact.contactrequest",
                    ),
                ),
            ],
            options={
                "ordering": ["started_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="RequestEvent",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("state", "Toestand"),
                            ("question", "Vraag van de adviseur"),
                            ("answer", "Antwoord"),
                            ("addition", "Aanvulling"),
                            ("transfer", "Naar een ander loket"),
                            ("mail_refused", "Mail kwam niet aan"),
                        ],
                        max_length=15,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("received", "Ontvangen"),
                            ("in_progress", "In behandeling"),
                            ("candidates_asked", "Kandidaten gevraagd"),
                            ("proposed", "Voorgesteld"),
                            ("placed", "Geplaatst"),
                            ("closed", "Afgerond"),
                            ("not_found", "Niet gelukt"),
                            ("withdrawn", "Ingetrokken"),
                            ("expired", "Vervallen"),
                        ],
                        max_length=20,
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=2000)),
                (
                    "by",
                    models.CharField(
                        choices=[("employer", "werkgever"), ("desk", "loket"), ("site", "vanzelf")],
                        max_length=10,
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="explorer_contact.contactrequest",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="OutgoingMail",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("confirm", "Confirm"),
                            ("received", "Received"),
                            ("changed", "Changed"),
                            ("question", "Question"),
                            ("withdrawn", "Withdrawn"),
                            ("my_requests", "My Requests"),
                            ("save_search", "Save Search"),
                            ("search_changed", "Search Changed"),
                        ],
                        max_length=20,
                    ),
                ),
                ("dedupe_key", models.CharField(max_length=100, unique=True)),
                ("to", models.EmailField(blank=True, max_length=254)),
                ("language", models.CharField(max_length=2)),
                ("numbers", models.JSONField(default=dict, help_text="Labels of a search before and now.")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Queued"),
                            ("sending", "Sending"),
                            ("sent", "Sent"),
                            ("failed", "Failed"),
                            ("not_needed", "Not Needed"),
                        ],
                        default="queued",
                        max_length=12,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("asked_at", models.DateTimeField()),
                ("next_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "error",
                    models.CharField(
                        blank=True, help_text="Kind of the last error, no text of it.", max_length=60
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mails",
                        to="explorer_contact.maillink",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mails",
                        to="explorer_contact.contactrequest",
                    ),
                ),
                (
                    "pending",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mails",
                        to="explorer_contact.pendingrequest",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="mails",
                        to="explorer_contact.requestevent",
                    ),
                ),
                (
                    "search",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mails",
                        to="explorer_contact.savedsearch",
                    ),
                ),
            ],
            options={
                "ordering": ["asked_at", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["queued", "sending"])),
                        fields=["next_at"],
                        name="outgoing_mail_waiting",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PromiseMonth",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("desk", models.CharField(max_length=40, verbose_name="loket")),
                ("month", models.DateField(help_text="Its first day.", verbose_name="maand")),
                ("requests", models.PositiveIntegerField(null=True, verbose_name="aanvragen")),
                (
                    "median_days",
                    models.FloatField(null=True, verbose_name="werkdagen tot het eerste antwoord"),
                ),
                ("in_time", models.FloatField(null=True, verbose_name="deel op tijd")),
                ("introductions", models.PositiveIntegerField(null=True, verbose_name="voorgesteld")),
                ("trials", models.PositiveIntegerField(null=True, verbose_name="proefplaatsingen")),
                ("placements", models.PositiveIntegerField(null=True, verbose_name="plaatsingen")),
                ("published_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-month", "desk"],
                "constraints": [models.UniqueConstraint(fields=("desk", "month"), name="promise_month_once")],
            },
        ),
        migrations.RunSQL(EVENTS, migrations.RunSQL.noop),
    ]
