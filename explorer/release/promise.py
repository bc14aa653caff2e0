"""What a release promises, in words: read from the policy that is stored with it, for both sites."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from explorer.release.weighing import Mode

Policy = Mapping[str, Any]


def mode_of(policy: Policy) -> str:
    """The mode of a policy; the first releases knew one only and did not name it."""
    return str(policy.get("mode") or Mode.PROFILES)


def name_of(policy: Policy) -> str:
    """What this way of releasing is called."""
    return {
        Mode.TWINS.value: _("Tweelingen"),
        Mode.TWIN_CARDS.value: _("Tweelingkaarten"),
    }.get(mode_of(policy), _("Profielen"))


def promise_of(policy: Policy) -> str:
    """The promise in one sentence."""
    told = {"k": policy.get("k", 0), "m": policy.get("m", 1)}
    if mode_of(policy) == Mode.TWINS:
        return _("Minstens %(k)s mensen hebben precies hetzelfde profiel.") % told
    if mode_of(policy) == Mode.TWIN_CARDS:
        return _("Elke kaart staat voor minstens %(k)s mensen met precies dezelfde gegevens.") % told
    if told["m"] == 1:
        return (
            _("Elk gegeven geldt in een groep van dezelfde plaats en opleiding voor minstens %(k)s mensen.")
            % told
        )
    return (
        _(
            "Elke %(m)s gegevens samen gelden in een groep van dezelfde plaats en opleiding voor "
            "minstens %(k)s mensen, of voor niemand."
        )
        % told
    )


def rules_in_words(policy: Policy) -> tuple[str, ...]:
    """The other rules of a policy that a reader can check, a sentence each."""
    lines = []
    if mode_of(policy) == Mode.PROFILES and policy.get("floor"):
        lines.append(
            _("Een groep van dezelfde plaats en opleiding telt minstens %(floor)s mensen.")
            % {"floor": policy["floor"]}
        )
        lines.append(_("Zijn het er minder? Dan tonen wij een groter gebied, of de opleiding niet."))
    if mode_of(policy) == Mode.TWIN_CARDS:
        lines.append(
            _("Iemand staat op hooguit %(cards)s kaarten. Niets op een kaart verwijst naar een andere.")
            % {"cards": policy.get("cards", 1)}
        )
        lines.append(_("Wij tellen groepen en geen mensen, want dan telt iemand dubbel."))
    if mode_of(policy) != Mode.PROFILES:
        lines.append(_("Blijven er te weinig mensen over? Dan verdwijnt de hele kaart."))
    return tuple(lines)


def not_protected(policy: Policy) -> tuple[str, ...]:
    """What no release protects, and what this way of releasing does not: said honestly."""
    too_much = _knows_too_much(policy)
    return (
        *([too_much] if too_much else []),
        *([_of_cards()] if mode_of(policy) == Mode.TWIN_CARDS else []),
        _of_releases(policy),
        _("Dat iemand in de banenafspraak zit, kan iemand anders al weten."),
        _("Wie weet wat iemand niet kan of niet heeft, kan profielen wegstrepen."),
        _("Geldt iets voor een hele groep? Dan geldt het ook voor wie in die groep zit."),
        _("Wat mensen na de kennismaking zelf vertellen."),
        _("De gemeente bewaart welk profiel van wie is. Voor haar zijn dit dus persoonsgegevens."),
    )


def _knows_too_much(policy: Policy) -> str:
    """What who knows much of somebody can still do; empty where any knowledge is too little."""
    if mode_of(policy) != Mode.PROFILES:
        return ""
    return ngettext(
        "Wie meer dan plaats, opleiding en %(m)s ding van iemand weet, kan die persoon soms herkennen.",
        "Wie meer dan plaats, opleiding en %(m)s dingen van iemand weet, kan die persoon soms herkennen.",
        policy.get("m", 1),
    ) % {"m": policy.get("m", 1)}


def _of_cards() -> str:
    # A withdrawal counts at once on all cards of a person, which who keeps looking can see.
    return _(
        "Verdwijnen er kaarten op hetzelfde moment? "
        "Wie steeds kijkt, kan dan denken dat er één persoon op stond."
    )


def _of_releases(policy: Policy) -> str:
    # Cards are made anew for each release: hardly anybody stands with the same four again.
    if mode_of(policy) != Mode.PROFILES:
        return _(
            "Wie weet op welke kaarten iemand in twee uitgaven stond, weet wat er op beide staat. "
            "Dat kan samen voor minder dan %(k)s mensen gelden."
        ) % {"k": policy.get("k", 0)}
    return _(
        "Twee uitgaven na elkaar zijn ook samen gecontroleerd. "
        "Wie nog oudere uitgaven bewaarde, kan soms iemand herkennen."
    )
