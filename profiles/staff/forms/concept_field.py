"""The answer to one attribute: concepts, or not recorded, or not applicable. One name, several values."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from explorer.release.models import NOT_APPLICABLE, NOT_RECORDED
from profiles.staff.forms.words import WordBook
from profiles.vocabulary.attributes import Attribute
from profiles.vocabulary.models import Concept


@dataclass(frozen=True)
class GivenConcepts:
    """What is said of one attribute; neither concepts nor not applicable means not recorded."""

    concepts: tuple[Concept, ...] = ()
    not_applicable: bool = False


class ConceptField(forms.Field):
    """Reads every value sent under one name: codes of concepts, and the two special ones."""

    widget = forms.SelectMultiple

    def __init__(self, attribute: Attribute, *, book: WordBook, held: Collection[str]) -> None:
        super().__init__(required=False, label=str(attribute.label))
        self.attribute = attribute
        self.book = book
        self.held = held

    def clean(self, value: Sequence[str] | None) -> GivenConcepts:
        """The answer; raises ValidationError for an unknown word and for answers that exclude each other."""
        # "Not recorded" is what an empty answer means; it needs no value of its own.
        codes = [code for code in dict.fromkeys(value or []) if code not in {NOT_RECORDED, ""}]
        not_applicable = NOT_APPLICABLE in codes
        concepts: list[Concept] = []
        for code in codes:
            if code == NOT_APPLICABLE:
                continue
            concept = self.book.choosable(self.attribute.name, code, held=self.held)
            if concept is None:
                raise ValidationError(_("“%(code)s” staat niet in de lijst.") % {"code": code[:60]})
            concepts.append(concept)
        if concepts and not_applicable:
            raise ValidationError(contradiction(self.attribute))
        if len(concepts) > 1 and not self.attribute.many:
            raise ValidationError(_("Kies er één."))
        return GivenConcepts(tuple(concepts), not_applicable)


def contradiction(attribute: Attribute) -> str:
    """Why something chosen and *not applicable* do not go together."""
    return _("U koos gegevens en ook “%(none)s”. Kies een van de twee.") % {
        "none": not_applicable_label(attribute)
    }


def not_applicable_label(attribute: Attribute) -> str:
    """The words for *asked, and does not apply*."""
    return str(attribute.not_applicable or _("Niet van toepassing"))
