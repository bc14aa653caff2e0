"""Policies with their history, publications, and the rules by which a release is made unless others are chosen."""

import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import profiles.publication.models
import profiles.register.encryption
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
        migrations.RunPython(add_policies, migrations.RunPython.noop),
    ]
