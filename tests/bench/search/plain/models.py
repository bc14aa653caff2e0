"""People and the words they hold, normalised."""

from django.db import models


class Word(models.Model):
    """A value of a facet."""

    id = models.IntegerField(primary_key=True)
    facet = models.CharField(max_length=20, db_index=True)
    code = models.CharField(max_length=60)
    label = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.label


class Person(models.Model):
    """A profile; its number is its place in the order of the day."""

    id = models.IntegerField(primary_key=True)
    words = models.ManyToManyField(Word, related_name="people")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.pk)
