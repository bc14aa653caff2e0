"""The shape of a candidate as systems deliver and read one, which the document is made from.

It follows the groups and code lists of the VUM profile (the Dutch exchange standard for matching data),
in a form of our own. A word of a list is free text here: one that is not known is a finding, not an error.
"""

import unicodedata
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from profiles.imports.files import is_unknown

MOST_WORDS = 200
LONGEST_WORD = 120
LONGEST_REFERENCE = 40
MOST_HOURS = 60
# Of a list of objects; known to DRF, but not to its types.
AT_MOST: dict[str, Any] = {"max_length": MOST_WORDS}


class Text(serializers.CharField):
    """A text, or a whole number as a text: some systems send codes so."""

    def to_internal_value(self, data: Any) -> str:
        if isinstance(data, float):
            self.fail("invalid")
        return str(super().to_internal_value(data))


def one_line(value: str) -> None:
    """Refuse a reference that is none: one with control characters, or that says it is not known."""
    if is_unknown(value) or any(unicodedata.category(sign)[0] == "C" for sign in value):
        raise serializers.ValidationError(_("Dit is geen kenmerk waaronder iemand bekend kan zijn."))


def word(text: str, **options: Any) -> "Text":
    """One word of a list."""
    return Text(
        max_length=LONGEST_WORD, required=False, allow_null=True, allow_blank=True, help_text=text, **options
    )


def words(text: str) -> serializers.ListField:
    """Any number of words of a list; an empty list takes away what was delivered before."""
    return serializers.ListField(
        child=Text(max_length=LONGEST_WORD, allow_blank=True),
        max_length=MOST_WORDS,
        required=False,
        allow_null=True,
        help_text=text,
    )


class WorkingTimesSerializer(serializers.Serializer):
    """Hours a week, and when."""

    aantalUrenPerWeekMinimaal = serializers.IntegerField(
        min_value=1, max_value=MOST_HOURS, required=False, allow_null=True
    )
    aantalUrenPerWeekMaximaal = serializers.IntegerField(
        min_value=1, max_value=MOST_HOURS, required=False, allow_null=True
    )
    dagdelen = words("Zoals maandag-ochtend: een dag met ochtend, middag, avond of nacht")
    dagdelenLieverNiet = words("Dagdelen waarop het kan en liever niet; telt niet als beschikbaar")


class LanguageSerializer(serializers.Serializer):
    """A language with its levels: 0 unknown, 1 none, 2 fair, 3 good, 4 excellent."""

    codeTaal = Text(max_length=3, help_text="ISO 639-3, zoals nld")
    mondeling = serializers.IntegerField(min_value=0, max_value=4, required=False, allow_null=True)
    schriftelijk = serializers.IntegerField(min_value=0, max_value=4, required=False, allow_null=True)


class CompetenceSerializer(serializers.Serializer):
    """A behaviour competence. Only what goes well is kept."""

    code = Text(max_length=LONGEST_WORD, help_text="SGR-code, zoals 24105")
    beheersing = Text(
        max_length=LONGEST_WORD, required=False, allow_null=True, allow_blank=True,
        help_text="goed of voldoende; iets anders wordt niet overgenomen",
    )  # fmt: skip


class AnswersSerializer(serializers.Serializer):
    """What is said of a candidate. A key that is not there says nothing; null or empty takes away."""

    gemeente = word("Waar iemand woont: CBS-code (GM0983) of naam")
    beschikbaarVanaf = serializers.DateField(required=False, allow_null=True)
    toestemming = word("Ja of Nee; alleen Ja is een ja, en al het andere verandert niets")
    werktijden = WorkingTimesSerializer(required=False, allow_null=True)
    opleidingsniveau = word("VUM-code 1 tot en met 9, of preciezer: mbo-2")
    opleidingsrichting = words("Codes of namen")
    rijbewijs = words("AM, A1, A2, A, B, B+, BE, C1, C1E, C, CE, D1, D1E, D, DE, T")
    vervoermiddel = words("VUM-code 1 auto, 2 bromfiets, 3 fiets, 4 motor, 5 ov, 9 anders; of het woord")
    codeReisafstand = word("VUM-code 1 (5 km) tot en met 9 (150 km)")
    sector = words("SBI 2008, sectie of afdeling")
    bemiddelingsberoep = words("ISCO-08-code of naam van een beroep")
    taak = words("Codes of namen")
    vakvaardigheid = words("Codes of namen")
    gedragscompetentie = CompetenceSerializer(many=True, required=False, allow_null=True, **AT_MOST)
    affiniteit = words("Codes of namen")
    taalbeheersing = LanguageSerializer(many=True, required=False, allow_null=True, **AT_MOST)
    contractvorm = words("B tijdelijk, O vast; 01 regulier, 02 leerbaan, 03 vrijwillig, 04 werkervaring")
    nietVanToepassing = words("Lijsten hierboven waarnaar is gevraagd en die niet gelden, zoals rijbewijs")


class DeliverySerializer(AnswersSerializer):
    """A candidate as it is delivered."""

    kenmerk = Text(
        max_length=LONGEST_REFERENCE,
        validators=[one_line],
        help_text="Waaronder de organisatie iemand kent. Geen BSN.",
    )


class CandidateSerializer(DeliverySerializer):
    """A candidate as the register has one."""

    id = Text(help_text="Voor in een adres; het kenmerk hoort daar niet in")
    toestand = Text(
        allow_null=True, help_text="draft, ready, published, paused, placed, withdrawn; null zonder profiel"
    )
    bevestigdOp = serializers.DateField(allow_null=True)
    bezwaarOp = serializers.DateField(allow_null=True)
    grondslag = Text(allow_null=True, help_text="consent, legal_task of null")


class FindingSerializer(serializers.Serializer):
    """One thing noticed, as in the report of an import."""

    veld = Text()
    waarde = Text(allow_blank=True)
    soort = Text()
    gedaan = Text()
    reden = Text(allow_blank=True)


class ReportSerializer(serializers.Serializer):
    """What was done with a delivery. `uitkomst`: new, changed, conflict or same."""

    uitkomst = Text()
    bevindingen = FindingSerializer(many=True)
    nietBewaard = serializers.ListField(
        child=Text(), help_text="Sleutels die het register niet kent of niet bewaart"
    )


class DeliveredSerializer(serializers.Serializer):
    """A candidate after a delivery, and its report."""

    kandidaat = CandidateSerializer()
    verslag = ReportSerializer()


class CandidatesPageSerializer(serializers.Serializer):
    """A part of the candidates of the organisation, at most 100."""

    totaal = serializers.IntegerField()
    pagina = serializers.IntegerField()
    paginas = serializers.IntegerField()
    volgende = Text(allow_null=True)
    kandidaten = CandidateSerializer(many=True)


class PageQuestionSerializer(serializers.Serializer):
    pagina = serializers.IntegerField(min_value=1, max_value=100_000, default=1)


class ReferenceSerializer(serializers.Serializer):
    """A candidate that is looked for; in a body, since addresses are kept by logs."""

    kenmerk = Text(max_length=LONGEST_REFERENCE)
