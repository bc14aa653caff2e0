"""One attribute as the page draws it: what can be chosen, what is, and what went wrong."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from explorer.release.models import NOT_APPLICABLE, NOT_RECORDED
from profiles.staff.forms.concept_field import not_applicable_label
from profiles.staff.forms.profile import ProfileForm, words_name
from profiles.staff.forms.profile_values import RATHER_NOT
from profiles.staff.forms.words import WordBook
from profiles.vocabulary.attributes import BY_NAME, Attribute
from profiles.vocabulary.models import Concept


@dataclass(frozen=True)
class Option:
    """A box or a dot to tick."""

    code: str
    label: str
    ticked: bool
    group: str = ""
    hint: str = ""


@dataclass(frozen=True)
class AttributeInput:
    """`groups` are the options of a short list; `chosen`, `text` and `offered` belong to a long one."""

    attribute: Attribute
    special: Sequence[Option]
    groups: Sequence[tuple[str, Sequence[Option]]] = ()
    chosen: Sequence[Option] = ()
    offered: Sequence[Option] = ()
    text: str = ""
    errors: Sequence[str] = field(default=())
    word_errors: Sequence[str] = field(default=())

    @property
    def id(self) -> str:
        return f"id_{self.attribute.name}"

    @property
    def words_name(self) -> str:
        return words_name(self.attribute.name)

    @property
    def template(self) -> str:
        if self.attribute.long:
            return "profiles/_attribute_words.html"
        return "profiles/_attribute_ticks.html" if self.attribute.many else "profiles/_attribute_dots.html"

    @property
    def is_recorded(self) -> bool:
        # Whether something is said, be it that it does not apply.
        ticked = [*self.special, *self.chosen, *(option for _, options in self.groups for option in options)]
        return any(option.ticked and option.code != NOT_RECORDED for option in ticked)


def attribute_input(form: ProfileForm, name: str) -> AttributeInput:
    """The attribute as it is in a form, fresh or sent back with errors."""
    attribute = BY_NAME[name]
    ticked = list(form[name].value() or []) + form.understood.get(name, [])
    # A day part that is rather not worked is an answer about the working times.
    besides = form[RATHER_NOT].value() or [] if name == "worktime" else []
    special = special_options(attribute, [*ticked, *besides])
    errors = _errors(form, name)
    if not attribute.long:
        groups = [
            (label, [Option(concept.code, concept.label, concept.code in ticked) for concept in concepts])
            for label, concepts in form.book.groups(attribute.name, held=form.stored[name])
        ]
        return AttributeInput(attribute, special, groups=groups, errors=errors)
    words = words_name(name)
    nearest = [concept for unclear in form.unclear.get(name, []) for concept in unclear.nearest]
    return AttributeInput(
        attribute,
        special,
        chosen=chosen_options(form.book, attribute, ticked),
        offered=offered_options(nearest, but=ticked),
        text=form.left.get(name, form[words].value() or ""),
        errors=errors,
        word_errors=_errors(form, words),
    )


def special_options(attribute: Attribute, ticked: Collection[str]) -> list[Option]:
    """*Not recorded* and *not applicable*, which differ."""
    said = {code for code in ticked if code != NOT_RECORDED}
    return [
        Option(NOT_RECORDED, _("Niet vastgelegd"), not said, hint=_("wij weten het nog niet")),
        Option(
            NOT_APPLICABLE,
            not_applicable_label(attribute),
            NOT_APPLICABLE in said,
            hint="" if attribute.not_applicable else _("deze vraag past niet bij deze persoon"),
        ),
    ]


def chosen_options(book: WordBook, attribute: Attribute, codes: Iterable[str]) -> list[Option]:
    """The chosen words of a long list, to be kept or unticked."""
    found = [book.find(attribute.name, code) for code in dict.fromkeys(codes)]
    concepts = sorted((c for c in found if c), key=lambda concept: (concept.position, concept.code))
    return [_option(concept, ticked=True) for concept in concepts]


def offered_options(concepts: Iterable[Concept], *, but: Collection[str]) -> list[Option]:
    """Suggestions that were not chosen yet, each once."""
    return [_option(c, ticked=False) for c in dict.fromkeys(concepts) if c.code not in but]


def _errors(form: ProfileForm, name: str) -> list[str]:
    return [str(message) for message in form.errors.get(name, [])]


def _option(concept: Concept, *, ticked: bool) -> Option:
    return Option(concept.code, concept.label, ticked, group=concept.parent.label if concept.parent else "")
