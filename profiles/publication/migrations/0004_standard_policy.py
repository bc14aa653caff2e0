"""The rules by which a release is made unless others are chosen."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def add(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    policies = apps.get_model("publication", "Policy").objects.using(schema_editor.connection.alias)
    if not policies.filter(is_default=True).exists():
        policies.update_or_create(
            name="standaard",
            defaults={
                "k": 5,
                "m": 1,
                "floor": 200,
                "class_attributes": ["place", "education"],
                "is_default": True,
            },
        )


class Migration(migrations.Migration):
    dependencies = [("publication", "0003_keep_the_place")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
