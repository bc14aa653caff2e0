"""What the verifier, the attacker and the measurements found is kept with a publication."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("publication", "0004_standard_policy"),
    ]

    operations = [
        migrations.AddField(
            model_name="publication",
            name="report",
            field=models.JSONField(
                default=dict,
                help_text="Wat de controle, de aanval en de metingen uitwezen.",
                verbose_name="verslag",
            ),
        ),
    ]
