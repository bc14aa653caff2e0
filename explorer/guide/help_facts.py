"""Amounts, links and dates of the help for employers: a file, which a region replaces by its own."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core import checks
from django.utils.translation import get_language

OWN = Path(__file__).parent / "data" / "help.toml"


class FactsRefused(Exception):
    """The file is not as it should be; the message says what is wrong."""


@dataclass(frozen=True)
class HelpFacts:
    """`checked_on` is the day of the last comparison with the source; None until then."""

    source: str
    url: str
    amount_nl: str = ""
    amount_en: str = ""
    checked_on: date | None = None

    @property
    def amount(self) -> str:
        """In the language that is active; empty where it is not filled in."""
        return self.amount_en if (get_language() or "nl").startswith("en") else self.amount_nl


def facts_of(code: str) -> HelpFacts:
    """The facts of one kind of help. Raises `FactsRefused`."""
    return read_facts(_file())[code]


def _file() -> Path:
    return Path(getattr(settings, "HELP_FACTS", "") or OWN)


@lru_cache(maxsize=2)
def read_facts(file: Path) -> dict[str, HelpFacts]:
    """Code -> facts. Raises `FactsRefused`."""
    try:
        found = {code: HelpFacts(**given) for code, given in tomllib.loads(file.read_text("utf-8")).items()}
    except (OSError, TypeError, tomllib.TOMLDecodeError) as error:
        raise FactsRefused(f"{file}: {error}") from error
    for code, facts in found.items():
        if not facts.url.startswith("https://") or not facts.source:
            raise FactsRefused(f"{file}: {code} has no source with an https address")
        if (facts.amount_nl or facts.amount_en) and not (
            facts.amount_nl and facts.amount_en and isinstance(facts.checked_on, date)
        ):
            raise FactsRefused(
                f"{file}: the amount of {code} needs both languages and the day it was checked on"
            )
    # A file of a region must not leave out a kind of help that pages link to.
    if missing := {*tomllib.loads(OWN.read_text("utf-8"))} - found.keys():
        raise FactsRefused(f"{file}: {', '.join(sorted(missing))} is missing")
    return found


def check_facts(app_configs: object = None, **kwargs: object) -> list[checks.CheckMessage]:
    """An unchecked amount is an error of every command."""
    try:
        read_facts(_file())
    except FactsRefused as refusal:
        return [checks.Error(str(refusal), id="guide.E001")]
    return []
