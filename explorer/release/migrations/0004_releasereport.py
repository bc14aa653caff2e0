"""How a release was proved, as far as anybody may know; immutable like the rows."""

import django.db.models.deletion
from django.db import migrations, models

TRIGGERS = """
CREATE TRIGGER refuse_update BEFORE UPDATE ON explorer_release_releasereport
    FOR EACH ROW EXECUTE FUNCTION explorer_release_refuse_update();
CREATE TRIGGER only_while_prepared AFTER INSERT ON explorer_release_releasereport
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT
    EXECUTE FUNCTION explorer_release_only_while_prepared();
"""
NO_TRIGGERS = """
DROP TRIGGER refuse_update ON explorer_release_releasereport;
DROP TRIGGER only_while_prepared ON explorer_release_releasereport;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("explorer_release", "0003_verification"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReleaseReport",
            fields=[
                (
                    "release",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
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
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
