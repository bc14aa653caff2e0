"""What the verifier found in a release; it goes with the release and is never changed."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

# The database takes it away with its release, so that no role needs the right to delete one.
GOES_WITH_ITS_RELEASE = """
ALTER TABLE explorer_release_verification ADD CONSTRAINT verification_of_release
    FOREIGN KEY (release_id) REFERENCES explorer_release_release (number)
    ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
CREATE TRIGGER refuse_update BEFORE UPDATE ON explorer_release_verification
    FOR EACH ROW EXECUTE FUNCTION explorer_release_refuse_update();
"""
STAYS_BEHIND = """
DROP TRIGGER refuse_update ON explorer_release_verification;
ALTER TABLE explorer_release_verification DROP CONSTRAINT verification_of_release;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("explorer_release", "0002_immutable"),
    ]

    operations = [
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
                ("rows", models.PositiveIntegerField(verbose_name="rijen")),
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
        migrations.RunSQL(GOES_WITH_ITS_RELEASE, STAYS_BEHIND),
    ]
