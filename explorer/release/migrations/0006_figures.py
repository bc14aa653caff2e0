"""Figures of a date; written once, for good: neither changed nor removed, by anybody."""

import django.db.models.functions.datetime
from django.db import migrations, models

TRIGGERS = """
CREATE FUNCTION explorer_release_refuse_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was published is immutable: % cannot be removed', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER refuse_update BEFORE UPDATE ON explorer_release_figures
    FOR EACH ROW EXECUTE FUNCTION explorer_release_refuse_update();
CREATE TRIGGER refuse_removal BEFORE DELETE ON explorer_release_figures
    FOR EACH ROW EXECUTE FUNCTION explorer_release_refuse_removal();
"""
NO_TRIGGERS = """
DROP TRIGGER refuse_update ON explorer_release_figures;
DROP TRIGGER refuse_removal ON explorer_release_figures;
DROP FUNCTION explorer_release_refuse_removal();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("explorer_release", "0005_only_verified"),
    ]

    operations = [
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
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
