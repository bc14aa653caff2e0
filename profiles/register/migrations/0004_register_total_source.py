"""A register total says where it was found."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0003_forget"),
    ]

    operations = [
        migrations.AddField(
            model_name="registertotal",
            name="source",
            field=models.CharField(
                blank=True,
                help_text="Waar dit getal staat. Dit komt bij de cijfers.",
                max_length=120,
                verbose_name="bron",
            ),
        ),
    ]
