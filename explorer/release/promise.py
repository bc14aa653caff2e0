"""What a release promises, in words: read from the policy that is stored with it, for both sites."""

from collections.abc import Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from explorer.release.attacked import Attacked
from explorer.release.shapes import BY_NAME, LOCAL_CONDITIONS, SHAPES

Policy = Mapping[str, Any]
USUAL_K = 5
LABELS_NAMED = 5


def k_of(policy: Policy) -> int:
    """Fewest people of a group."""
    return int(policy.get("k") or USUAL_K)


def one_in_of(policy: Policy) -> int:
    """Of so many times that a person counts one is left out by chance; 0 where nothing is."""
    rate = float(policy.get("sampling_rate") or 0)
    return round(1 / rate) if rate else 0


def labels_of_series(policy: Policy) -> str:
    """The first labels, as in “5, 10, 20, 40, 80 enzovoort”: the series has no end."""
    labels = ", ".join(number_format(k_of(policy) << step) for step in range(LABELS_NAMED))
    return _("%(labels)s enzovoort") % {"labels": labels}


def promise_of(policy: Policy) -> str:
    """The promise in one sentence."""
    return _(
        "Wij tonen geen personen. Alles wat u ziet, geldt voor minstens %(k)s mensen, "
        "en wij zeggen alleen: minstens %(labels)s."
    ) % {"k": k_of(policy), "labels": labels_of_series(policy)}


def rules_in_words(policy: Policy) -> tuple[str, ...]:
    """How the numbers are made, a sentence a rule."""
    one_in = one_in_of(policy)
    higher: list[str] = []
    # A release from before the choice of shapes published them all.
    shapes = policy.get("shapes") or {shape.name: True for shape in SHAPES}
    for name, shown in shapes.items():
        shape = BY_NAME.get(name)
        if shown and shape and shape.least > k_of(policy):
            if shape.is_pair:
                words = _("Twee soorten werk samen")
            elif shape.conditions == LOCAL_CONDITIONS:
                words = _("Een voorwaarde binnen een cirkel")
            else:
                words = _("Richting, vervoer, taal, wat goed gaat, wat iemand graag doet en werktijden")
            higher.append(
                _("%(shape)s tonen wij pas vanaf %(least)s mensen.") % {"shape": words, "least": shape.least}
            )
    over_time: list[str] = []
    # Releases from before this rule have no such words in their policy.
    if policy.get("least_days"):
        over_time.append(
            _(
                "Nieuwe cijfers komen hooguit elke %(days)s dagen, en pas als er bij %(percent)s %% "
                "van de mensen iets veranderde."
            )
            % {
                "days": policy["least_days"],
                "percent": number_format(100 * float(policy.get("least_changed") or 0), 0),
            }
        )
    return (
        _("Een groep heeft werk, een plaats en hooguit één voorwaarde."),
        _("Telt een groep minder dan %(k)s mensen, dan zeggen wij niet of het er nul, één of meer zijn.")
        % {"k": k_of(policy)},
        _("Wij ronden af naar beneden: %(labels)s, steeds het dubbele.")
        % {"labels": labels_of_series(policy)},
        *(
            [
                _("Van elke %(one_in)s keer dat iemand meetelt, laten wij er bij toeval één weg.")
                % {"one_in": one_in}
            ]
            if one_in
            else []
        ),
        *higher,
        *over_time,
    )


def not_protected(policy: Policy, attacked: Attacked | None = None) -> tuple[str, ...]:
    """What a release does not protect, with what was measured where it was."""
    row = attacked.find("newcomer", "10%") if attacked else None
    # Without a control the number would mean nothing.
    if row is None or row.control is None:
        newcomers = _(
            "Wie net voor en net na nieuwe cijfers kijkt, kan soms iets raden. Daarom komen ze niet vaak."
        )
    else:
        newcomers = _(
            "Wie net voor en net na nieuwe cijfers kijkt, kan soms iets raden: %(right)s van de 100 keer "
            "goed, tegen %(control)s zonder dat iemand kwam. Daarom komen ze niet vaak."
        ) % {"right": round(100 * row.release.share), "control": round(100 * row.control.share)}
    return (
        _("Wie weet dat iemand in de doelgroep zit, weet dat al."),
        newcomers,
        _("Geldt iets voor een hele groep? Dan geldt het ook voor wie in die groep zit."),
        _("Cirkels kunnen verraden dat ergens iemand is. Niet wie dat is."),
        _("Wat iemand zelf vertelt na een kennismaking."),
        _("Het register zelf. Voor de gemeente blijven dat persoonsgegevens."),
    )
