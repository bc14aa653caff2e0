from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="WeeklySearch",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "week", "wishes", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("week", models.DateField(verbose_name="week van")),
                ("wishes", models.CharField(max_length=500, verbose_name="gevraagd")),
                ("searches", models.PositiveIntegerField(verbose_name="zoekvragen")),
                ("found", models.PositiveSmallIntegerField(verbose_name="gevonden, vanaf")),
            ],
            options={
                "verbose_name": "zoekvraag van een week",
                "verbose_name_plural": "zoekvragen per week",
                "ordering": ["week", "wishes"],
            },
        ),
    ]
