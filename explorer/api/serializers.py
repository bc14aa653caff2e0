"""The shape of every question and answer, which the documentation is made from.

Keys are camelCase and Dutch, as the design rules ask of a Dutch interface. `minstens` is always a label:
k, 2k, 4k … people, or 0 where fewer than k are published; never an exact number.
"""

from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.fields import CharField, DateField, IntegerField, ListField

MOST_PER_PAGE = 100


class QuestionSerializer(serializers.Serializer):
    """Parameters of a question; one that does not exist is an error."""

    def to_internal_value(self, data):  # type: ignore[no-untyped-def]
        unknown = sorted(set(data) - set(self.fields))
        if unknown:
            raise serializers.ValidationError({name: [_("Deze vraag kennen wij niet.")] for name in unknown})
        return super().to_internal_value(data)


class TermsQuestionSerializer(QuestionSerializer):
    kenmerk = CharField(
        required=False, allow_blank=True, help_text="Alleen begrippen van dit kenmerk, zoals `task`."
    )
    q = CharField(
        required=False, allow_blank=True, max_length=100, help_text="Tekst in de naam, in beide talen."
    )
    pagina = IntegerField(required=False, min_value=1, max_value=9_999, default=1)


class FiguresQuestionSerializer(QuestionSerializer):
    plaats = CharField(
        required=False, max_length=10, default="NL", help_text="`NL`, een regio of een gemeente."
    )


class TermSerializer(serializers.Serializer):
    id = CharField(help_text="kenmerk:code, in elke uitgave hetzelfde")
    kenmerk = CharField()
    code = CharField()
    naam = CharField(help_text="In de taal van `Accept-Language`")
    naamNl = CharField()
    naamEn = CharField()
    bovenliggend = CharField(allow_null=True, help_text="id van het begrip erboven")
    isKop = serializers.BooleanField(help_text="Zegt alleen iets als kop boven andere begrippen")


class TermRefSerializer(serializers.Serializer):
    id = CharField()
    naam = CharField()


class TermsPageSerializer(serializers.Serializer):
    uitgave = IntegerField()
    totaal = IntegerField()
    pagina = IntegerField()
    paginas = IntegerField()
    volgende = CharField(allow_null=True)
    vaktermen = TermSerializer(many=True)


class WhereSerializer(serializers.Serializer):
    code = CharField(help_text="Gemeente, regio, `GM0984+15` voor een cirkel van 15 km, of `NL`")
    naam = CharField()
    gemeenten = ListField(child=CharField(), help_text="Codes; leeg voor het hele land")


class FactSerializer(serializers.Serializer):
    facet = CharField()
    optie = TermRefSerializer(allow_null=True)
    minstens = IntegerField()


class GroupSerializer(serializers.Serializer):
    code = CharField(help_text="Kort, met controleletter; het loket kent hem")
    wat = TermRefSerializer(allow_null=True)
    waar = WhereSerializer()
    voorwaarde = TermRefSerializer(allow_null=True)
    minstens = IntegerField(help_text="Voor zoveel mensen geldt dit alles samen; 0 is minder dan k")
    minstensZonderVoorwaarde = IntegerField()
    feiten = FactSerializer(many=True)
    pagina = CharField(help_text="De pagina van dit anonieme profiel")


class PartSerializer(serializers.Serializer):
    facet = CharField()
    opties = TermRefSerializer(many=True)
    minstens = IntegerField()
    nietVastgelegd = IntegerField(help_text="Van zoveel mensen is dit niet vastgelegd")


class RelaxationSerializer(serializers.Serializer):
    soort = CharField(help_text="circle, region, country, what of without")
    vraag = CharField(help_text="Dezelfde vraag, ruimer; een adres van deze API")
    minstens = IntegerField()


class ReadWordsSerializer(serializers.Serializer):
    tekst = CharField()
    begrippen = TermRefSerializer(many=True)


class GroupsPageSerializer(serializers.Serializer):
    uitgave = IntegerField()
    k = IntegerField(help_text="Het kleinste aantal dat wordt getoond")
    minstens = IntegerField(help_text="Voor de hele vraag; bij meer voorwaarden zonder deze, zie `delen`")
    zonderVoorwaarden = IntegerField()
    isRegionaal = serializers.BooleanField(help_text="Geteld in de regio, niet in de gevraagde plaats")
    delen = PartSerializer(many=True)
    gelezen = ReadWordsSerializer(many=True)
    verruimingen = RelaxationSerializer(many=True)
    totaal = IntegerField()
    pagina = IntegerField()
    paginas = IntegerField()
    volgende = CharField(allow_null=True)
    groepen = GroupSerializer(many=True)


class OptionSerializer(serializers.Serializer):
    id = CharField()
    waarde = CharField(help_text="Zo staat de keuze in een vraag")
    naam = CharField()
    minstens = IntegerField(help_text="Als alleen deze optie van haar facet was gekozen")
    isGekozen = serializers.BooleanField()


class FacetSerializer(serializers.Serializer):
    naam = CharField(help_text="De parameter")
    soort = CharField(help_text="what, where of condition")
    titel = CharField()
    toelichting = CharField()
    isLokaal = serializers.BooleanField(help_text="Ook per gemeente en cirkel geteld")
    opties = OptionSerializer(many=True)


class FacetsSerializer(serializers.Serializer):
    uitgave = IntegerField()
    minstens = IntegerField()
    facetten = FacetSerializer(many=True)


class ReleaseSerializer(serializers.Serializer):
    nummer = IntegerField()
    standVan = DateField()
    isZichtbaar = serializers.BooleanField()
    isVerzonnen = serializers.BooleanField(help_text="Gemaakt van verzonnen mensen")
    controlegetal = CharField(help_text="BLAKE2b over alle rijen, zie docs/anonymity.md")
    k = IntegerField()
    aandeelWeggelaten = serializers.FloatField()
    csv = CharField()
    jsonl = CharField()


class ReleasesSerializer(serializers.Serializer):
    uitgaven = ReleaseSerializer(many=True)


class FiguresDatesSerializer(serializers.Serializer):
    datums = ListField(child=DateField(), help_text="Nieuwste eerst")


class FiguresColumnSerializer(serializers.Serializer):
    sleutel = CharField()
    titel = CharField()
    betekenis = CharField()


class RegisterCountSerializer(serializers.Serializer):
    mensen = IntegerField()
    op = DateField()
    bron = CharField()


class PlaceFiguresSerializer(serializers.Serializer):
    code = CharField()
    naam = CharField()
    register = RegisterCountSerializer(allow_null=True)
    cijfers = serializers.DictField(
        child=IntegerField(allow_null=True), help_text="null is een getal dat niet wordt getoond"
    )


class FiguresSerializer(PlaceFiguresSerializer):
    datum = DateField()
    uitgave = IntegerField(allow_null=True)
    drempel = IntegerField(help_text="Kleinere getallen worden niet getoond")
    isVerzonnen = serializers.BooleanField()
    toelichting = CharField(allow_blank=True)
    kolommen = FiguresColumnSerializer(many=True)
    delen = PlaceFiguresSerializer(many=True, help_text="Regio's van het land, of gemeenten van de regio")
