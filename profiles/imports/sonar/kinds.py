from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What a finding can be about: each fault that real exports have is a kind of its own."""

    MUNICIPALITY = "municipality", _("gemeente onbekend of anders geschreven")
    NO_REFERENCE = "no_reference", _("geen ID_WZ")
    BSN = "bsn", _("een BSN in een andere kolom")
    TWICE = "twice", _("zelfde ID_WZ nog eens")
    ORGANISATION = "organisation", _("organisatie onbekend of anders dan gevraagd")
    SHAPE = "shape", _("niet evenveel cellen als de kopregel")
    HOURS = "hours", _("uren niet als één getal")
    EDUCATION = "education", _("opleiding in eigen woorden")
    SECTOR = "sector", _("sector onbekend")
    MISSPELT = "misspelt", _("beroep anders geschreven")
    OCCUPATION = "occupation", _("beroep niet herkend")
    LANGUAGE = "language", _("taalniveau niet van 0 tot en met 4")
    LICENCE = "licence", _("rijbewijs onleesbaar of anders geschreven")
    TRANSPORT = "transport", _("vervoer onbekend of anders geschreven")
    DATE = "date", _("datum onmogelijk, in de toekomst of als tekst")
    FORMULA = "formula", _("formule in een cel")
    HAS_PROFILE = "has_profile", _("klantprofiel niet duidelijk")
    CONSENT = "consent", _("toestemming")
    ELSEWHERE = "elsewhere", _("zelfde ID_WZ bij een andere organisatie")
    NUMBERED = "numbered", _("kenmerk uit het regelnummer")
    UPDATED = "updated", _("gegeven bijgewerkt")
    STATE = "state", _("toestand van het profiel")
