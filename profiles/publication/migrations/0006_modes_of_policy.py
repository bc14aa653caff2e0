"""A policy has a mode, weights and caps; a person may stand on several rows."""

import django.contrib.postgres.fields
import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("publication", "0005_publication_report"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="policy",
            name="policy_within_bounds",
        ),
        migrations.AddField(
            model_name="policy",
            name="caps",
            field=models.JSONField(
                blank=True,
                default=dict,
                help_text="Hoeveel gegevens van een kenmerk iemand hooguit toont, de nuttigste eerst.",
                verbose_name="maxima",
            ),
        ),
        migrations.AddField(
            model_name="policy",
            name="cards",
            field=models.PositiveSmallIntegerField(
                default=1,
                help_text="Op zoveel kaarten staat iemand hooguit. Alleen bij tweelingkaarten; anders 1.",
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(12),
                ],
                verbose_name="kaarten",
            ),
        ),
        migrations.AddField(
            model_name="policy",
            name="mode",
            field=models.CharField(
                choices=[
                    ("profiles", "Profielen"),
                    ("twins", "Tweelingen"),
                    ("twin-cards", "Tweelingkaarten"),
                ],
                default="profiles",
                help_text="Profielen: een rij per persoon. Tweelingen: een rij voor minstens k mensen die alles delen. Tweelingkaarten: net zo, maar iemand kan op verschillende kaarten staan.",
                max_length=12,
                verbose_name="soort",
            ),
        ),
        migrations.AddField(
            model_name="policy",
            name="weights",
            field=models.JSONField(
                blank=True,
                default=dict,
                help_text="Hoeveel werkgevers om een kenmerk vragen. Wat hier niet staat, heeft het gewone gewicht.",
                verbose_name="gewichten",
            ),
        ),
        migrations.AddField(
            model_name="releasedprofile",
            name="row_numbers",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveIntegerField(), default=list, size=None
            ),
        ),
        migrations.RunSQL(
            "UPDATE publication_releasedprofile SET row_numbers = ARRAY[row_number] WHERE row_number IS NOT NULL",
            "UPDATE publication_releasedprofile SET row_number = row_numbers[1]",
        ),
        migrations.RemoveField(
            model_name="releasedprofile",
            name="row_number",
        ),
        migrations.AlterField(
            model_name="policy",
            name="floor",
            field=models.PositiveIntegerField(
                default=200,
                help_text="Een groep van plaats en opleiding is nooit kleiner dan dit. Alleen bij profielen.",
                verbose_name="ondergrens",
            ),
        ),
        migrations.AlterField(
            model_name="policy",
            name="m",
            field=models.PositiveSmallIntegerField(
                default=2,
                help_text="Zoveel gegevens samen gelden nog voor minstens k mensen. Alleen bij profielen.",
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(3),
                ],
                verbose_name="m",
            ),
        ),
        migrations.AddConstraint(
            model_name="policy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("cards__gte", 1), ("cards__lte", 12), ("k__gte", 2), ("m__gte", 1), ("m__lte", 3)
                ),
                name="policy_within_bounds",
            ),
        ),
    ]
