"""Policies with their history, publications, and the rules by which a release is made unless others are chosen."""

import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import profiles.publication.models
import profiles.register.encryption
from django.conf import settings
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# Name -> k. Of one region, and of the country.
POLICIES = {"standaard": 5, "landelijk": 10}


def add_policies(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    policies = apps.get_model("publication", "Policy").objects.using(schema_editor.connection.alias)
    for name, k in POLICIES.items():
        policies.create(name=name, k=k, is_default=name == "standaard")


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("register", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Activation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="zichtbaar sinds")),
                ("by", models.CharField(blank=True, max_length=150, verbose_name="door")),
            ],
            options={
                "verbose_name": "zichtbaar gemaakt",
                "verbose_name_plural": "zichtbaar gemaakt",
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="CountedFigures",
            fields=[
                ("on", models.DateField(primary_key=True, serialize=False, verbose_name="stand van")),
                ("release_number", models.PositiveIntegerField(verbose_name="uitgave")),
                ("threshold", models.PositiveSmallIntegerField(verbose_name="drempel")),
                ("counted", models.JSONField(verbose_name="geteld")),
                ("regions", models.JSONField(verbose_name="regio's")),
                ("hidden", models.JSONField(verbose_name="achtergehouden")),
                (
                    "by_organisation",
                    models.BooleanField(default=True, verbose_name="met cijfers per organisatie"),
                ),
                ("report", models.JSONField(default=dict, verbose_name="verslag")),
                ("made_by", models.CharField(blank=True, max_length=150, verbose_name="gemaakt door")),
            ],
            options={
                "verbose_name": "telling",
                "verbose_name_plural": "tellingen",
                "ordering": ["-on"],
            },
        ),
        migrations.CreateModel(
            name="PolicyEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=60, verbose_name="naam")),
                (
                    "k",
                    models.PositiveSmallIntegerField(
                        default=5,
                        help_text="Een groep telt minstens zoveel mensen, of wordt niet getoond. Nooit minder dan 5.",
                        validators=[
                            django.core.validators.MinValueValidator(5),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="k",
                    ),
                ),
                (
                    "sampling_rate",
                    models.FloatField(
                        default=0.05,
                        help_text="Deel van de tellingen dat bij toeval wordt weggelaten, zodat niets zeker is over één persoon.",
                        validators=[
                            django.core.validators.MinValueValidator(0.01),
                            django.core.validators.MaxValueValidator(0.25),
                        ],
                        verbose_name="weggelaten deel",
                    ),
                ),
                (
                    "shapes",
                    models.JSONField(
                        default=profiles.publication.models.all_shapes,
                        help_text="Per soort of die wordt getoond: true of false.",
                        verbose_name="soorten groepen",
                    ),
                ),
                (
                    "least_days",
                    models.PositiveSmallIntegerField(
                        default=28,
                        help_text="Een volgende uitgave komt pas na zoveel dagen.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(366),
                        ],
                        verbose_name="dagen tussen uitgaven",
                    ),
                ),
                (
                    "least_changed",
                    models.FloatField(
                        default=0.1,
                        help_text="Een volgende uitgave komt pas als bij zo'n deel van de mensen iets is veranderd.",
                        validators=[
                            django.core.validators.MinValueValidator(0.0),
                            django.core.validators.MaxValueValidator(1.0),
                        ],
                        verbose_name="veranderd deel",
                    ),
                ),
                (
                    "figures_threshold",
                    models.PositiveSmallIntegerField(
                        default=5,
                        help_text="Een cijfer onder de drempel wordt niet getoond, nul wel. Het standaardbeleid geldt, welk beleid een uitgave ook volgt.",
                        validators=[django.core.validators.MinValueValidator(3)],
                        verbose_name="drempel van de cijfers",
                    ),
                ),
                (
                    "figures_days",
                    models.PositiveSmallIntegerField(
                        default=7,
                        help_text="Een uitgave brengt pas weer cijfers mee als de vorige zoveel dagen oud zijn.",
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="dagen tussen cijfers",
                    ),
                ),
                (
                    "figures_by_organisation_months",
                    models.PositiveSmallIntegerField(
                        default=3,
                        help_text="Van een gemeente verschijnt pas na zoveel maanden weer hoeveel mensen bij de gemeente en hoeveel bij UWV horen. Anders ziet wie steeds kijkt dat er één persoon bij kwam.",
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="maanden tussen cijfers per organisatie",
                    ),
                ),
                ("is_default", models.BooleanField(default=False, verbose_name="standaard")),
            ],
            options={
                "verbose_name": "wijziging van het beleid",
                "verbose_name_plural": "wijzigingen van het beleid",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("release_number", models.PositiveIntegerField(unique=True, verbose_name="uitgave")),
                ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="gemaakt op")),
                ("made_by", models.CharField(blank=True, max_length=150, verbose_name="gemaakt door")),
                ("policy", models.JSONField(default=dict, verbose_name="beleid")),
                ("counts", models.JSONField(default=dict, verbose_name="aantallen")),
                (
                    "report",
                    models.JSONField(
                        default=dict,
                        help_text="Wat de controle, de aanval en de metingen uitwezen.",
                        verbose_name="verslag",
                    ),
                ),
                (
                    "forced_by",
                    models.CharField(blank=True, max_length=150, verbose_name="eerder dan mocht, door"),
                ),
                ("forced_because", models.TextField(blank=True, verbose_name="reden")),
                ("fingerprints", models.BinaryField(default=b"")),
            ],
            options={
                "verbose_name": "publicatie",
                "verbose_name_plural": "publicaties",
                "ordering": ["-release_number"],
                "permissions": [("force_publication", "Mag een uitgave eerder maken dan de regels toestaan")],
            },
        ),
        migrations.CreateModel(
            name="SamplingSecret",
            fields=[
                (
                    "year",
                    models.PositiveSmallIntegerField(primary_key=True, serialize=False, verbose_name="jaar"),
                ),
                ("secret", profiles.register.encryption.EncryptedTextField(verbose_name="geheim")),
            ],
            options={
                "verbose_name": "geheim van het weglaten",
                "verbose_name_plural": "geheimen van het weglaten",
                "ordering": ["year"],
            },
        ),
        migrations.CreateModel(
            name="Policy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, unique=True, verbose_name="naam")),
                (
                    "k",
                    models.PositiveSmallIntegerField(
                        default=5,
                        help_text="Een groep telt minstens zoveel mensen, of wordt niet getoond. Nooit minder dan 5.",
                        validators=[
                            django.core.validators.MinValueValidator(5),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="k",
                    ),
                ),
                (
                    "sampling_rate",
                    models.FloatField(
                        default=0.05,
                        help_text="Deel van de tellingen dat bij toeval wordt weggelaten, zodat niets zeker is over één persoon.",
                        validators=[
                            django.core.validators.MinValueValidator(0.01),
                            django.core.validators.MaxValueValidator(0.25),
                        ],
                        verbose_name="weggelaten deel",
                    ),
                ),
                (
                    "shapes",
                    models.JSONField(
                        default=profiles.publication.models.all_shapes,
                        help_text="Per soort of die wordt getoond: true of false.",
                        verbose_name="soorten groepen",
                    ),
                ),
                (
                    "least_days",
                    models.PositiveSmallIntegerField(
                        default=28,
                        help_text="Een volgende uitgave komt pas na zoveel dagen.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(366),
                        ],
                        verbose_name="dagen tussen uitgaven",
                    ),
                ),
                (
                    "least_changed",
                    models.FloatField(
                        default=0.1,
                        help_text="Een volgende uitgave komt pas als bij zo'n deel van de mensen iets is veranderd.",
                        validators=[
                            django.core.validators.MinValueValidator(0.0),
                            django.core.validators.MaxValueValidator(1.0),
                        ],
                        verbose_name="veranderd deel",
                    ),
                ),
                (
                    "figures_threshold",
                    models.PositiveSmallIntegerField(
                        default=5,
                        help_text="Een cijfer onder de drempel wordt niet getoond, nul wel. Het standaardbeleid geldt, welk beleid een uitgave ook volgt.",
                        validators=[django.core.validators.MinValueValidator(3)],
                        verbose_name="drempel van de cijfers",
                    ),
                ),
                (
                    "figures_days",
                    models.PositiveSmallIntegerField(
                        default=7,
                        help_text="Een uitgave brengt pas weer cijfers mee als de vorige zoveel dagen oud zijn.",
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="dagen tussen cijfers",
                    ),
                ),
                (
                    "figures_by_organisation_months",
                    models.PositiveSmallIntegerField(
                        default=3,
                        help_text="Van een gemeente verschijnt pas na zoveel maanden weer hoeveel mensen bij de gemeente en hoeveel bij UWV horen. Anders ziet wie steeds kijkt dat er één persoon bij kwam.",
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="maanden tussen cijfers per organisatie",
                    ),
                ),
                ("is_default", models.BooleanField(default=False, verbose_name="standaard")),
            ],
            options={
                "verbose_name": "beleid voor anonimiteit",
                "verbose_name_plural": "beleid voor anonimiteit",
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_default", True)),
                        fields=("is_default",),
                        name="one_default_policy",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("k__gte", 5),
                            ("least_changed__gte", 0.0),
                            ("least_changed__lte", 1.0),
                            ("least_days__gte", 1),
                            ("sampling_rate__gte", 0.01),
                            ("sampling_rate__lte", 0.25),
                        ),
                        name="policy_within_bounds",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("figures_by_organisation_months__gte", 1),
                            ("figures_days__gte", 1),
                            ("figures_threshold__gte", 3),
                        ),
                        name="policy_figures_within_bounds",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="policy",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "publication_policyevent" ("figures_by_organisation_months", "figures_days", "figures_threshold", "id", "is_default", "k", "least_changed", "least_days", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sampling_rate", "shapes") VALUES (NEW."figures_by_organisation_months", NEW."figures_days", NEW."figures_threshold", NEW."id", NEW."is_default", NEW."k", NEW."least_changed", NEW."least_days", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."sampling_rate", NEW."shapes"); RETURN NULL;',
                    hash="a31145a98b05aa42f246f45da1c7f3f50702586a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ba8fd",
                    table="publication_policy",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="policy",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "publication_policyevent" ("figures_by_organisation_months", "figures_days", "figures_threshold", "id", "is_default", "k", "least_changed", "least_days", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sampling_rate", "shapes") VALUES (NEW."figures_by_organisation_months", NEW."figures_days", NEW."figures_threshold", NEW."id", NEW."is_default", NEW."k", NEW."least_changed", NEW."least_days", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sampling_rate", NEW."shapes"); RETURN NULL;',
                    hash="d88c7ae3fd69a0260c5b159ad2f8829fed9ff978",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_06f9b",
                    table="publication_policy",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="policy",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "publication_policyevent" ("figures_by_organisation_months", "figures_days", "figures_threshold", "id", "is_default", "k", "least_changed", "least_days", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sampling_rate", "shapes") VALUES (OLD."figures_by_organisation_months", OLD."figures_days", OLD."figures_threshold", OLD."id", OLD."is_default", OLD."k", OLD."least_changed", OLD."least_days", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."sampling_rate", OLD."shapes"); RETURN NULL;',
                    hash="c63765a95e67a5dc367bd00b81d42a8ae90b4f2b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1df93",
                    table="publication_policy",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="policyevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="policyevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="publication.policy",
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("forced_because", ""), ("forced_by", "")),
                    models.Q(
                        models.Q(("forced_by", ""), _negated=True),
                        models.Q(("forced_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="publication_forced_with_reason",
            ),
        ),
        migrations.AddField(
            model_name="activation",
            name="publication",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="activations",
                to="publication.publication",
                verbose_name="publicatie",
            ),
        ),
        migrations.CreateModel(
            name="Erasure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveBigIntegerField(verbose_name="nummer in het register")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("asked", "de persoon vroeg erom"),
                            ("term", "de bewaartermijn is voorbij"),
                            ("mistake", "ten onrechte ingevoerd"),
                            ("moved", "hoort niet meer bij deze organisaties"),
                        ],
                        max_length=10,
                        verbose_name="waarom",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "wacht op een tweede persoon"),
                            ("done", "gewist"),
                            ("withdrawn", "ingetrokken"),
                        ],
                        default="asked",
                        max_length=10,
                        verbose_name="toestand",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="gevraagd op")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="gewist of ingetrokken op")),
                ("rows", models.JSONField(default=dict, verbose_name="wat er weg is")),
            ],
            options={
                "verbose_name": "wissing van een persoon",
                "verbose_name_plural": "wissingen van personen",
                "ordering": ["-asked_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="PolicyProposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("values", models.JSONField(verbose_name="voorgesteld")),
                ("former", models.JSONField(default=dict, verbose_name="zoals het was")),
                ("why", models.TextField(verbose_name="waarom")),
                ("asked_at", models.DateTimeField(auto_now_add=True, verbose_name="voorgesteld op")),
                ("effect", models.JSONField(default=dict, verbose_name="gevolg")),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "wacht op een besluit"),
                            ("approved", "goedgekeurd"),
                            ("refused", "afgewezen"),
                            ("withdrawn", "ingetrokken"),
                        ],
                        default="",
                        max_length=10,
                        verbose_name="besluit",
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True, verbose_name="besloten op")),
                ("decided_because", models.TextField(blank=True, verbose_name="toelichting")),
            ],
            options={
                "verbose_name": "voorstel voor het beleid",
                "verbose_name_plural": "voorstellen voor het beleid",
                "ordering": ["-asked_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Run",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("publish", "een publicatie maken"),
                            ("forecast", "vooraf berekenen"),
                            ("effect", "gevolg van een voorstel berekenen"),
                        ],
                        max_length=10,
                        verbose_name="wat",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "wacht"),
                            ("running", "bezig"),
                            ("done", "klaar"),
                            ("failed", "niet gelukt"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="toestand",
                    ),
                ),
                ("asked_by", models.CharField(max_length=150, verbose_name="gevraagd door")),
                ("asked_at", models.DateTimeField(verbose_name="gevraagd op")),
                ("started_at", models.DateTimeField(null=True, verbose_name="begonnen op")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="klaar op")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="pogingen")),
                (
                    "step",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("count", "Tellen en weglaten"),
                            ("write", "Klaarzetten"),
                            ("verify", "Controleren met een tweede programma"),
                            ("recount", "Opnieuw tellen uit het register"),
                            ("attack", "Aanvallen"),
                            ("show", "Zichtbaar maken"),
                        ],
                        max_length=10,
                        verbose_name="stap",
                    ),
                ),
                ("after", models.PositiveIntegerField(null=True, verbose_name="na uitgave")),
                ("forced_because", models.TextField(blank=True, verbose_name="eerder, omdat")),
                ("result", models.JSONField(default=dict, verbose_name="uitkomst")),
                ("problem", models.TextField(blank=True, verbose_name="waarom het niet lukte")),
            ],
            options={
                "verbose_name": "opdracht voor publicatie",
                "verbose_name_plural": "opdrachten voor publicatie",
                "ordering": ["-asked_at", "-id"],
            },
        ),
        migrations.AddField(
            model_name="activation",
            name="because",
            field=models.TextField(blank=True, verbose_name="waarom"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="policy",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_default",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."is_default")',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="2bf40dbeff8b3d34fa45a3201702d6d8bfc014fb",
                    operation="DELETE",
                    pgid="pgtrigger_keep_default_240b9",
                    table="publication_policy",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AlterConstraint(
            model_name="policy",
            name="one_default_policy",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_default", True)),
                fields=("is_default",),
                name="one_default_policy",
                violation_error_message="Er is al een standaardbeleid. Het voorstel neemt die plaats over.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="policy",
            name="policy_within_bounds",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("k__gte", 5),
                    ("least_changed__gte", 0.0),
                    ("least_changed__lte", 1.0),
                    ("least_days__gte", 1),
                    ("sampling_rate__gte", 0.01),
                    ("sampling_rate__lte", 0.25),
                ),
                name="policy_within_bounds",
                violation_error_message="Eén van de getallen valt buiten de grenzen van de belofte.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="policy",
            name="policy_figures_within_bounds",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("figures_by_organisation_months__gte", 1),
                    ("figures_days__gte", 1),
                    ("figures_threshold__gte", 3),
                ),
                name="policy_figures_within_bounds",
                violation_error_message="Eén van de getallen van de cijfers valt buiten de grenzen.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="publication",
            name="publication_forced_with_reason",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("forced_because", ""), ("forced_by", "")),
                    models.Q(
                        models.Q(("forced_by", ""), _negated=True),
                        models.Q(("forced_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="publication_forced_with_reason",
                violation_error_message="Bij een uitgave die eerder komt horen een naam en een reden.",
            ),
        ),
        migrations.AddField(
            model_name="erasure",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="gevraagd door",
            ),
        ),
        migrations.AddField(
            model_name="erasure",
            name="candidate",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="erasures",
                to="register.candidate",
                verbose_name="kandidaat",
            ),
        ),
        migrations.AddField(
            model_name="erasure",
            name="ended_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="bevestigd of ingetrokken door",
            ),
        ),
        migrations.AddField(
            model_name="policyproposal",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="voorgesteld door",
            ),
        ),
        migrations.AddField(
            model_name="policyproposal",
            name="decided_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="besloten door",
            ),
        ),
        migrations.AddField(
            model_name="policyproposal",
            name="policy",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proposals",
                to="publication.policy",
                verbose_name="beleid",
            ),
        ),
        migrations.AddField(
            model_name="run",
            name="proposal",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="runs",
                to="publication.policyproposal",
                verbose_name="voorstel",
            ),
        ),
        migrations.AddField(
            model_name="run",
            name="publication",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="runs",
                to="publication.publication",
                verbose_name="publicatie",
            ),
        ),
        migrations.AddConstraint(
            model_name="erasure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "done"), _negated=True),
                    models.Q(
                        ("ended_by__isnull", False),
                        models.Q(("ended_by", models.F("asked_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="erasure_by_two_people",
                violation_error_message="Een tweede persoon bevestigt dat iemand wordt gewist.",
            ),
        ),
        migrations.AddConstraint(
            model_name="erasure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "done"), _negated=True), ("candidate", None), _connector="OR"
                ),
                name="erasure_without_the_person",
                violation_error_message="Van wie gewist is, blijft niets over.",
            ),
        ),
        migrations.AddConstraint(
            model_name="erasure",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "asked")),
                fields=("candidate",),
                name="erasure_asked_once",
                violation_error_message="Het is al gevraagd, en wacht op een tweede persoon.",
            ),
        ),
        migrations.AddConstraint(
            model_name="policyproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("decided_by", None), ("verdict", "")),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        models.Q(("verdict", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="proposal_decided_by_somebody",
                violation_error_message="Bij een besluit horen een persoon en een moment.",
            ),
        ),
        migrations.AddConstraint(
            model_name="policyproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("verdict", "approved"), _negated=True),
                    models.Q(("decided_by", models.F("asked_by")), _negated=True),
                    _connector="OR",
                ),
                name="proposal_approved_by_another",
                violation_error_message="Wie een wijziging voorstelt, keurt die niet zelf goed.",
            ),
        ),
        migrations.AddConstraint(
            model_name="policyproposal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("verdict", "")),
                fields=("policy",),
                name="proposal_one_open",
                violation_error_message="Voor dit beleid wacht al een voorstel op een besluit.",
            ),
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["waiting", "running"])),
                fields=("kind", "proposal"),
                name="run_one_at_a_time",
                nulls_distinct=False,
                violation_error_message="Dit is al gevraagd en nog niet klaar.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activation",
            trigger=pgtrigger.compiler.Trigger(
                name="stays_said",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="657b6ebc90a12f5d12fbde38b60dc0e02c3d78be",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_stays_said_242a2",
                    table="publication_activation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publication",
            trigger=pgtrigger.compiler.Trigger(
                name="stays_said",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."release_number" IS DISTINCT FROM (NEW."release_number") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."made_by" IS DISTINCT FROM (NEW."made_by") OR OLD."policy" IS DISTINCT FROM (NEW."policy") OR OLD."counts" IS DISTINCT FROM (NEW."counts") OR OLD."forced_by" IS DISTINCT FROM (NEW."forced_by") OR OLD."forced_because" IS DISTINCT FROM (NEW."forced_because"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="5107ecbfd086d3f38479aae32ab12ae234942b64",
                    operation="UPDATE",
                    pgid="pgtrigger_stays_said_e7317",
                    table="publication_publication",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publication",
            trigger=pgtrigger.compiler.Trigger(
                name="report_only_grows",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.report IS DISTINCT FROM NEW.report)",
                    func="\n                    IF EXISTS (\n                        SELECT FROM jsonb_each(OLD.report) said\n                        WHERE NEW.report -> said.key IS DISTINCT FROM said.value\n                    ) THEN\n                        RAISE EXCEPTION 'what a publication reports is immutable'\n                            USING ERRCODE = 'integrity_constraint_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="c11e2c189f6d6aa3281a72122227f73372d50e5e",
                    operation="UPDATE",
                    pgid="pgtrigger_report_only_grows_2d7e9",
                    table="publication_publication",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publication",
            trigger=pgtrigger.compiler.Trigger(
                name="stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="afb35ff1838fd84dcf282ce5628ad9bd3bdfaaa0",
                    operation="DELETE",
                    pgid="pgtrigger_stays_f4389",
                    table="publication_publication",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunPython(add_policies, migrations.RunPython.noop),
    ]
