"""Any two facts together hold for k people, unless another policy is chosen."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

NAME, SINGLE, PAIRS, EDUCATION = "standaard", "losse-feiten", "paren", "met-opleiding"
AS_MADE = {"mode": "profiles", "k": 5, "floor": 200, "weights": {}, "caps": {}}


def change(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Rules that somebody changed since stay as they are."""
    policies = apps.get_model("publication", "Policy").objects.using(schema_editor.connection.alias)
    if policies.filter(name=NAME, m=1, **AS_MADE).update(m=2):
        policies.get_or_create(name=SINGLE, defaults={"k": 5, "m": 1, "floor": 200})
        policies.get_or_create(
            name=EDUCATION, defaults={"k": 5, "m": 2, "floor": 200, "weights": {"place": 5}}
        )
        policies.filter(name=PAIRS, m=2, is_default=False, **AS_MADE).delete()


class Migration(migrations.Migration):
    dependencies = [("publication", "0008_figures")]

    operations = [migrations.RunPython(change, migrations.RunPython.noop)]
