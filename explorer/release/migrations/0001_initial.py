"""Releases and figures, with the triggers that keep them as they were published."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

# Released rows: nobody changes them, and nothing joins a release once it was shown or verified.
RELEASED = (
    "publishedconcept",
    "area",
    "circle",
    "group",
    "title",
    "searchword",
    "refusedword",
    "releasereport",
)
# What the checksum covers.
HASHED = ("publishedconcept", "area", "circle", "group", "title", "searchword", "refusedword")

FUNCTIONS = """
CREATE FUNCTION explorer_release_refuse_update() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'a release is immutable: % cannot be updated', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION explorer_release_refuse_removal() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'what was published is immutable: % cannot be removed', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION explorer_release_only_state() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
    before explorer_release_release := OLD;
BEGIN
    before.state := NEW.state;
    IF before IS DISTINCT FROM NEW THEN
        RAISE EXCEPTION 'a release is immutable: only its state may change'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    -- Reports are added while a release is prepared: one that was shown never is again.
    IF NEW.state = 'prepared' AND OLD.state <> 'prepared' THEN
        RAISE EXCEPTION 'release % was shown and cannot be prepared again', NEW.number
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

-- The verifier holds a prepared release until what it found is committed. Rows that were being added are
-- waited for; later ones wait, and are refused then. It writes the row: also a transaction whose snapshot
-- is older cannot lock the row any more to add to it.
CREATE FUNCTION explorer_release_hold(release integer) RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    UPDATE explorer_release_release SET state = state WHERE number = release AND state = 'prepared';
$$;

CREATE FUNCTION explorer_release_only_while_prepared() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM (SELECT DISTINCT release_id FROM added) AS touched
        JOIN explorer_release_release release ON release.number = touched.release_id
        WHERE release.state <> 'prepared'
    ) THEN
        RAISE EXCEPTION 'a release is immutable: nothing can be added to % once it was shown', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION explorer_release_only_before_verification() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    -- Whoever makes the release active waits until what is added here is committed, and counts it.
    PERFORM FROM explorer_release_release release
        WHERE release.number IN (SELECT DISTINCT release_id FROM added) FOR SHARE;
    IF EXISTS (
        SELECT FROM explorer_release_verification verification
        WHERE verification.release_id IN (SELECT DISTINCT release_id FROM added)
    ) THEN
        RAISE EXCEPTION 'a release is immutable: nothing can be added to % once it was verified', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION explorer_release_only_verified() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
    newest explorer_release_verification;
    groups_now bigint;
    concepts_now bigint;
BEGIN
    SELECT * INTO newest FROM explorer_release_verification
        WHERE release_id = NEW.number ORDER BY id DESC LIMIT 1;
    IF newest.id IS NULL THEN
        RAISE EXCEPTION 'release % cannot become active: it was not verified', NEW.number
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    SELECT count(*) INTO groups_now FROM explorer_release_group WHERE release_id = NEW.number;
    SELECT count(*) INTO concepts_now FROM explorer_release_publishedconcept WHERE release_id = NEW.number;
    IF (newest.content_hash, newest.groups, newest.concepts)
        IS DISTINCT FROM (NEW.content_hash, groups_now, concepts_now) THEN
        RAISE EXCEPTION 'release % cannot become active: something else was verified than it holds', NEW.number
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF newest.violations > 0 THEN
        RAISE EXCEPTION 'release % cannot become active: its verification found violations', NEW.number
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""


def trigger(name: str, table: str, *, when: str, then: str, condition: str = "") -> str:
    """SQL of a trigger; one of a statement sees what was added."""
    rows = (
        "FOR EACH ROW" if when.startswith("BEFORE") else "REFERENCING NEW TABLE AS added FOR EACH STATEMENT"
    )
    return (
        f"CREATE TRIGGER {name} {when} ON explorer_release_{table} {rows} {condition} "
        f"EXECUTE FUNCTION explorer_release_{then}();"
    )


TRIGGERS = "\n".join(
    [
        *(
            trigger("refuse_update", table, when="BEFORE UPDATE", then="refuse_update")
            for table in (*RELEASED, "verification", "figures")
        ),
        *(
            trigger("only_while_prepared", table, when="AFTER INSERT", then="only_while_prepared")
            for table in RELEASED
        ),
        *(
            trigger("only_before_verification", table, when="AFTER INSERT", then="only_before_verification")
            for table in HASHED
        ),
        trigger("only_state", "release", when="BEFORE UPDATE", then="only_state"),
        trigger(
            "only_verified",
            "release",
            when="BEFORE INSERT OR UPDATE",
            then="only_verified",
            condition="WHEN (NEW.state = 'active')",
        ),
        trigger("refuse_removal", "figures", when="BEFORE DELETE", then="refuse_removal"),
    ]
)
# The database takes rows away with their release, so that no role needs the right to delete one.
OF_RELEASE = "\n".join(
    f"ALTER TABLE explorer_release_{table} ADD CONSTRAINT {table}_of_release"
    " FOREIGN KEY (release_id) REFERENCES explorer_release_release (number)"
    " ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;"
    for table in (*RELEASED, "verification")
)
# Both indexes of the groups cover the label, so that a page reads no row of the table; Django cannot say so.
GROUP_INDEXES = """
ALTER TABLE explorer_release_group DROP CONSTRAINT explorer_release_group_pkey;
ALTER TABLE explorer_release_group ADD CONSTRAINT explorer_release_group_pkey
    PRIMARY KEY (release_id, what, area, condition) INCLUDE (at_least);
CREATE INDEX explorer_release_group_where
    ON explorer_release_group (release_id, area, condition, what) INCLUDE (at_least);
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Release",
            fields=[
                (
                    "number",
                    models.PositiveIntegerField(primary_key=True, serialize=False, verbose_name="nummer"),
                ),
                ("policy", models.JSONField(verbose_name="beleid")),
                ("counts", models.JSONField(default=dict, verbose_name="aantallen")),
                ("content_hash", models.CharField(max_length=64, verbose_name="controlegetal")),
                ("released_on", models.DateField(verbose_name="stand van")),
                ("synthetic", models.BooleanField(default=False, verbose_name="verzonnen gegevens")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("prepared", "klaargezet"),
                            ("active", "zichtbaar"),
                            ("retired", "vervangen"),
                        ],
                        default="prepared",
                        max_length=10,
                        verbose_name="toestand",
                    ),
                ),
            ],
            options={
                "verbose_name": "uitgave",
                "verbose_name_plural": "uitgaven",
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "active")), fields=("state",), name="one_active_release"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Figures",
            fields=[
                ("on", models.DateField(primary_key=True, serialize=False, verbose_name="stand van")),
                ("release_number", models.PositiveIntegerField(verbose_name="uitgave")),
                ("threshold", models.PositiveSmallIntegerField(verbose_name="drempel")),
                ("note", models.TextField(blank=True, verbose_name="toelichting")),
                ("note_en", models.TextField(blank=True, verbose_name="toelichting in het Engels")),
                ("synthetic", models.BooleanField(default=False, verbose_name="verzonnen gegevens")),
                ("data", models.JSONField(verbose_name="cijfers")),
                (
                    "published_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="gepubliceerd op"
                    ),
                ),
            ],
            options={
                "verbose_name": "cijfers",
                "verbose_name_plural": "cijfers",
                "ordering": ["-on"],
            },
        ),
        migrations.CreateModel(
            name="ReleaseReport",
            fields=[
                (
                    "release",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="report",
                        serialize=False,
                        to="explorer_release.release",
                    ),
                ),
                ("data", models.JSONField(verbose_name="verslag")),
            ],
            options={
                "verbose_name": "verslag van een uitgave",
                "verbose_name_plural": "verslagen van uitgaven",
            },
        ),
        migrations.CreateModel(
            name="Circle",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "release",
                        "centre",
                        "km",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("centre", models.PositiveSmallIntegerField(help_text="Concept number of a municipality.")),
                ("km", models.PositiveSmallIntegerField()),
                ("area", models.PositiveSmallIntegerField()),
                (
                    "release",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="circles",
                        to="explorer_release.release",
                    ),
                ),
            ],
            options={
                "ordering": ["release", "centre", "km"],
            },
        ),
        migrations.CreateModel(
            name="RefusedWord",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "release", "word", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("word", models.CharField(max_length=200)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("health", "gezondheid of beperking"),
                            ("benefit", "uitkering of regeling"),
                            ("age", "leeftijd"),
                            ("sex", "geslacht"),
                            ("origin", "afkomst of geloof"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="refused_words",
                        to="explorer_release.release",
                    ),
                ),
            ],
            options={
                "ordering": ["release", "word"],
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "release",
                        "word",
                        "language",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("word", models.CharField(max_length=200)),
                ("language", models.CharField(max_length=2)),
                (
                    "concepts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(), size=None
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="search_words",
                        to="explorer_release.release",
                    ),
                ),
            ],
            options={
                "ordering": ["release", "word", "language"],
            },
        ),
        migrations.CreateModel(
            name="Title",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "release",
                        "occupation",
                        "title",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("occupation", models.PositiveSmallIntegerField()),
                ("title", models.CharField(blank=True, max_length=200)),
                (
                    "concepts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(), size=None
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="titles",
                        to="explorer_release.release",
                    ),
                ),
            ],
            options={
                "ordering": ["release", "occupation", "title"],
            },
        ),
        migrations.CreateModel(
            name="Verification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("content_hash", models.CharField(max_length=64, verbose_name="controlegetal")),
                ("verifier", models.CharField(max_length=20, verbose_name="versie van de controle")),
                ("groups", models.PositiveIntegerField(verbose_name="groepen")),
                ("concepts", models.PositiveIntegerField(verbose_name="begrippen")),
                ("violations", models.PositiveBigIntegerField(verbose_name="overtredingen")),
                ("report", models.JSONField(verbose_name="verslag")),
                (
                    "verified_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="gecontroleerd op"
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="verifications",
                        to="explorer_release.release",
                    ),
                ),
            ],
            options={
                "verbose_name": "controle",
                "verbose_name_plural": "controles",
                "ordering": ["release", "id"],
            },
        ),
        migrations.CreateModel(
            name="Area",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "release", "number", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("kinds", models.CharField(max_length=4)),
                (
                    "members",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(), size=None
                    ),
                ),
                ("concept", models.PositiveSmallIntegerField(null=True)),
                (
                    "release",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="areas",
                        to="explorer_release.release",
                    ),
                ),
            ],
            options={
                "ordering": ["release", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("release", "members"), name="area_members_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Group",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "release",
                        "what",
                        "area",
                        "condition",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("what", models.PositiveSmallIntegerField()),
                ("area", models.PositiveSmallIntegerField()),
                ("condition", models.PositiveSmallIntegerField()),
                ("at_least", models.PositiveIntegerField()),
                (
                    "release",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="groups",
                        to="explorer_release.release",
                    ),
                ),
            ],
            options={
                "ordering": ["release", "what", "area", "condition"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("at_least__gt", 0)), name="group_has_people")
                ],
            },
        ),
        migrations.CreateModel(
            name="PublishedConcept",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "release", "number", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("attribute", models.CharField(max_length=20)),
                ("code", models.CharField(max_length=60)),
                ("label_nl", models.CharField(max_length=200)),
                ("label_en", models.CharField(max_length=200)),
                ("display_nl", models.CharField(blank=True, max_length=200)),
                ("display_en", models.CharField(blank=True, max_length=200)),
                ("is_heading", models.BooleanField(default=False)),
                (
                    "synonyms_nl",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), default=list, size=None
                    ),
                ),
                (
                    "synonyms_en",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), default=list, size=None
                    ),
                ),
                (
                    "parent",
                    models.PositiveSmallIntegerField(
                        help_text="Number of the parent, lower than its own.", null=True
                    ),
                ),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
                (
                    "release",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="concepts",
                        to="explorer_release.release",
                    ),
                ),
            ],
            options={
                "ordering": ["release", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("release", "attribute", "code"), name="concept_code_once")
                ],
            },
        ),
        migrations.RunSQL(GROUP_INDEXES + OF_RELEASE + FUNCTIONS + TRIGGERS, migrations.RunSQL.noop),
    ]
