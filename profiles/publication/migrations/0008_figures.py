"""Figures: their threshold and rhythm, and what was counted."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("publication", "0007_named_policies"),
    ]

    operations = [
        migrations.CreateModel(
            name="CountedFigures",
            fields=[
                ("on", models.DateField(primary_key=True, serialize=False, verbose_name="stand van")),
                ("release_number", models.PositiveIntegerField(verbose_name="uitgave")),
                ("threshold", models.PositiveSmallIntegerField(verbose_name="drempel")),
                ("counted", models.JSONField(verbose_name="geteld")),
                ("regions", models.JSONField(verbose_name="regio's")),
                ("hidden", models.JSONField(verbose_name="achtergehouden")),
                ("report", models.JSONField(default=dict, verbose_name="verslag")),
                ("made_by", models.CharField(blank=True, max_length=150, verbose_name="gemaakt door")),
            ],
            options={
                "verbose_name": "telling",
                "verbose_name_plural": "tellingen",
                "ordering": ["-on"],
            },
        ),
        migrations.AddField(
            model_name="policy",
            name="figures_days",
            field=models.PositiveSmallIntegerField(
                default=7,
                help_text="Een uitgave brengt pas weer cijfers mee als de vorige zoveel dagen oud zijn.",
                validators=[django.core.validators.MinValueValidator(1)],
                verbose_name="dagen tussen cijfers",
            ),
        ),
        migrations.AddField(
            model_name="policy",
            name="figures_threshold",
            field=models.PositiveSmallIntegerField(
                default=5,
                help_text="Een cijfer onder de drempel wordt niet getoond, nul wel. Het standaardbeleid geldt, welk beleid een uitgave ook volgt.",
                validators=[django.core.validators.MinValueValidator(3)],
                verbose_name="drempel van de cijfers",
            ),
        ),
        migrations.AddConstraint(
            model_name="policy",
            constraint=models.CheckConstraint(
                condition=models.Q(("figures_days__gte", 1), ("figures_threshold__gte", 3)),
                name="policy_figures_within_bounds",
            ),
        ),
    ]
