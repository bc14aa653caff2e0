"""Show the texts of the public site, as they are worded here, outside."""

from explorer.site_texts.models import OwnText
from explorer.site_texts.show import show_texts
from profiles.configuration.models import ShortText
from profiles.configuration.texts import PUBLIC_WORDINGS


def show_own_texts() -> None:
    """Show exactly the texts of the public site that have words of their own."""
    public = [wording.key for wording in PUBLIC_WORDINGS]
    show_texts(
        OwnText(key=text.key, nl=text.nl, en=text.en) for text in ShortText.objects.filter(key__in=public)
    )
