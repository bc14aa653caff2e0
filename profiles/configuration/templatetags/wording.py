from django import template
from django.db import DatabaseError

from profiles.configuration import current
from profiles.configuration.texts import BY_KEY

register = template.Library()


@register.simple_tag
def wording(key: str) -> str:
    """A short text that an adopter may have worded."""
    try:
        return current.wording(key)
    except DatabaseError:
        # The page that says so has this line too.
        return str(BY_KEY[key].default)
