"""Policies to choose from beside the standard one."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

STANDARD = {"k": 5, "floor": 200, "class_attributes": ["place", "education"]}
NAMED = {
    "paren": {**STANDARD, "m": 2},
    "tweelingen": {"mode": "twins", "k": 5},
    "tweelingkaarten": {"mode": "twin-cards", "k": 5, "cards": 6},
}


def add(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    policies = apps.get_model("publication", "Policy").objects.using(schema_editor.connection.alias)
    for name, rules in NAMED.items():
        policies.get_or_create(name=name, defaults=rules)


class Migration(migrations.Migration):
    dependencies = [("publication", "0006_modes_of_policy")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
