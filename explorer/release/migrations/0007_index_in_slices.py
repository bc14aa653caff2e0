"""The index of a release is read some megabytes at a time, so it is stored as it is: to be cut anywhere."""

from django.db import migrations

STORE = "ALTER TABLE explorer_release_releaseindex ALTER COLUMN data SET STORAGE "


class Migration(migrations.Migration):
    dependencies = [("explorer_release", "0006_figures")]

    operations = [migrations.RunSQL(STORE + "EXTERNAL", STORE + "EXTENDED")]
