"""What an employer asks of the desk, in words that can be mailed or read out."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.conf import settings
from django.utils.translation import gettext as _

from explorer.search.current import Current
from explorer.search.links import search_url
from explorer.search.query import Query
from explorer.search.wording import NBSP, any_of, labels, title, where, wishes

WORD_JOINER = "\N{WORD JOINER}"


@dataclass(frozen=True)
class Wish:
    """`lines` are (what, words); `mail` is a mailto: address with subject and text."""

    title: str
    lines: tuple[tuple[str, str], ...]
    text: str
    mail: str
    search: str


def wish_of(now: Current, query: Query) -> Wish | None:
    """The wish of a search; None where nothing is asked."""
    if query.is_empty:
        return None
    vocabulary = now.vocabulary
    lines = [(_("Werk"), any_of(labels(vocabulary, query.whats)) or query.text or _("alle werk"))]
    if place := where(vocabulary, query):
        lines.append((_("Waar"), place))
    if query.wishes:
        conditions = [wishes(vocabulary, options) for options in query.wishes.values()]
        lines.append((_("Wensen"), "; ".join(conditions)))
    name = query.text if query.finds_nothing else title(vocabulary, query)
    text = "\n".join(
        (
            _("Goedendag,"),
            "",
            _("Wij willen graag kennismaken met kandidaten."),
            *(f"{what}: {words}" for what, words in lines),
            _("Wanneer en hoeveel uur: "),
            _("Onze organisatie en telefoon: "),
        )
    )
    plain = text.replace(NBSP, " ").replace(WORD_JOINER, "")
    subject = _("Kennismaken: %(wish)s") % {"wish": name.replace(NBSP, " ").replace(WORD_JOINER, "")}
    # A mail program reads %20, not the plus of forms.
    sent = urlencode({"subject": subject, "body": plain.replace("\n", "\r\n")}, quote_via=quote)
    return Wish(
        title=name,
        lines=tuple(lines),
        text=plain,
        mail=f"mailto:{settings.DESK_EMAIL}?{sent}",
        search=search_url(vocabulary, query),
    )
