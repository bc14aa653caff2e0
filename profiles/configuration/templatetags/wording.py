from django import template

from profiles.configuration import current

register = template.Library()


@register.simple_tag
def wording(key: str) -> str:
    """A short text that an adopter may have worded."""
    return current.wording(key)
