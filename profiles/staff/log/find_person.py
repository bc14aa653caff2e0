"""From the reference of a person, at the request of that person, to the pseudonym in the log."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from profiles.access.pseudonyms import of_person
from profiles.access.scope import as_system
from profiles.register.models import Candidate, Organisation
from profiles.staff.forms.look import Dressed


class PersonForm(Dressed, forms.Form):
    """A reference with its organisation, or the number that stayed of an erased person."""

    organisatie = forms.ModelChoiceField(
        Organisation.objects.all(),
        required=False,
        label=_("Organisatie"),
        empty_label=_("kies een organisatie"),
    )
    kenmerk = forms.CharField(
        max_length=100, required=False, label=_("Kenmerk in het bronsysteem"), help_text=_("Geen BSN.")
    )
    nummer = forms.IntegerField(
        min_value=1,
        max_value=2**63 - 1,
        required=False,
        label=_("Nummer van een gewiste persoon"),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=_("Dit staat in het bewijs van de wissing."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("nummer") and not (cleaned.get("kenmerk") and cleaned.get("organisatie")):
            raise forms.ValidationError(_("Vul een organisatie met een kenmerk in, of een nummer."))
        return cleaned

    def subject(self) -> uuid.UUID | None:
        """The pseudonym; None where no person has that reference. Call it on a form that is valid."""
        if self.cleaned_data["nummer"]:
            return of_person(self.cleaned_data["nummer"])
        # Readers of the log see no candidates: the look-up gives the pseudonym and nothing else.
        with as_system():
            people = Candidate.objects.of(self.cleaned_data["organisatie"])
            found = people.with_reference(self.cleaned_data["kenmerk"]).values_list("pk", flat=True).first()
        return of_person(found) if found else None
