"""The place of an erased person stays: the places of a row tell how many people to take off it."""

import django.db.models
from django.db import migrations

import profiles.publication.models


class Migration(migrations.Migration):
    dependencies = [
        ("publication", "0002_initial"),
        ("register", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="releasedprofile",
            name="profile",
            field=django.db.models.ForeignKey(
                null=True,
                on_delete=profiles.publication.models.keep_the_place,
                related_name="released",
                to="register.profile",
            ),
        ),
    ]
