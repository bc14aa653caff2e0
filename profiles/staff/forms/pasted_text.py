"""What a pasted CV or a note says, as suggestions for a profile. Nothing of the text is kept.

A part of a sentence counts where the word matcher of both sites is sure of it; a sentence that denies
counts for nothing. What may not be in a profile is pointed at: who somebody is, and health, benefit,
age, sex and origin.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from explorer.release.models import Release
from explorer.words.matcher import WordMatcher
from explorer.words.normalise import normalise
from explorer.words.reading import LadderStep, Reading
from profiles.desk.wish import words_of_release
from profiles.register.bsn import holds_bsn
from profiles.vocabulary.attributes import BY_NAME
from profiles.vocabulary.day_parts import DAY_PART_CHOICES, DAY_PARTS, DAYS
from profiles.vocabulary.models import Concept, RefusedTerm

LONGEST_TEXT = 20_000
MOST = 60
SURE = (LadderStep.EXACT, LadderStep.TITLE, LadderStep.ROOT, LadderStep.PHRASE)
SENTENCES = re.compile(r"[\r\n;!?•·]+|[.](?!\d)")
PARTS = re.compile(r"[:()|\"“”,]+(?!\d)|\s[-–*/]\s|\b(?:en|of)\b", re.IGNORECASE)
DENIED = re.compile(r"\b(?:geen|niet|zonder|nooit)\b", re.IGNORECASE)
RATHER_NOT = re.compile(r"\bliever (?:niet|geen)\b", re.IGNORECASE)
DAY_PART = re.compile(rf"\b({'|'.join(DAYS)})[ -]?({'|'.join(DAY_PARTS)})\b", re.IGNORECASE)
HOURS = re.compile(r"\b(\d{1,2})\s*(?:(?:-|–|tot|à|a)\s*(\d{1,2})\s*)?(?:uur|uren|u)\b", re.IGNORECASE)
NOW = "meteen"
# What a bare word like "fiets" would not say: that somebody travels by it.
TRAVEL = {
    "fiets": re.compile(
        r"\b(?:met|op) (?:de|een|haar|zijn) fiets\b|\b(?:eigen fiets|fietst)\b", re.IGNORECASE
    ),
    "auto": re.compile(r"\bmet (?:de|een|haar|zijn) auto\b|\beigen auto\b", re.IGNORECASE),
    "ov": re.compile(r"\bopenbaar vervoer\b|\bmet (?:de )?(?:bus|trein|ov)\b", re.IGNORECASE),
}
# Single words that notes use for other things than work somebody can do.
AMBIGUOUS = frozenset(
    [
        *("auto", "basisschool", "binnen", "buiten", "bus", "cursus", "diploma", "fabriek", "fiets"),
        *("flexibel", "hotel", "kantoor", "klant", "klanten", "opleiding", "opleidingen", "overleg"),
        *("producten", "restaurant", "rijbewijs", "school", "team", "trein", "winkel", "ziekenhuis"),
    ]
)
IDENTIFYING = (
    re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"),
    re.compile(r"(?<![\d-])(?:\+31|0)[\d \-]{8,12}\d"),
    re.compile(r"\b[1-9]\d{3}\s?[A-Z]{2}\b"),
    re.compile(r"\b\d{1,2}[-/. ](?:\d{1,2}|[a-z]{3,9})[-/. ](?:19|20)\d{2}\b", re.IGNORECASE),
    re.compile(r"\b(?:19|20)\d{2}\b"),
    re.compile(r"\b\d{8,9}\b"),
    re.compile(r"\b[A-Z][\w-]+(?:straat|laan|weg|plein|hof|singel|kade|dijk) \d+\w?\b"),
)
IDENTITY = "identity"
KINDS: dict[str, str | Promise] = {
    IDENTITY: _("wie iemand is"),
    "health": _("gezondheid"),
    "benefit": _("uitkering of regeling"),
    "age": _("leeftijd"),
    "sex": _("geslacht"),
    "origin": _("afkomst"),
}


@dataclass(frozen=True)
class Suggested:
    """A fact that the text says, as `value` of the form: `attribute:code`, or `hours:24-32`."""

    value: str
    field: str
    label: str
    typed: str


@dataclass(frozen=True)
class Piece:
    """A piece of the text; `kind` says why it may not be in a profile, empty for what may."""

    text: str
    kind: str = ""

    @property
    def why(self) -> str:
        return str(KINDS.get(self.kind) or _("hoort niet in een profiel"))


def suggestions(text: str, *, on: datetime.date) -> list[Suggested]:
    """What the text says that a profile may hold, in the order of the text, each once; at most `MOST`."""
    found = dict.fromkeys(_facts(text[:LONGEST_TEXT], on))
    unique: dict[str, Suggested] = {}
    for each in found:
        unique.setdefault(each.value, each)
    return list(unique.values())[:MOST]


def pieces(text: str, *, names: Iterable[str]) -> list[Piece]:
    """The text in pieces, with what does not belong in a profile apart. `names` are those of the person."""
    text = text[:LONGEST_TEXT]
    marks = sorted(_marks(text, names), key=lambda mark: (mark[0], -mark[1]))
    made, at = [], 0
    for start, end, kind in marks:
        if start < at:
            continue
        made += [Piece(text[at:start]), Piece(text[start:end], kind)]
        at = end
    made.append(Piece(text[at:]))
    return [piece for piece in made if piece.text]


def _facts(text: str, on: datetime.date) -> Iterator[Suggested]:
    said = [part for sentence in SENTENCES.split(text) if not DENIED.search(sentence) for part in [sentence]]
    for sentence in said:
        for hours in HOURS.finditer(sentence):
            least, most = int(hours[1]), int(hours[2] or hours[1])
            if 1 <= least <= most <= 60:
                label = f"{least}–{most}" if least != most else str(least)
                yield Suggested(f"hours:{least}-{most}", str(BY_NAME["hours"].label), label, hours[0])
        for code, pattern in TRAVEL.items():
            if not (found := pattern.search(sentence)):
                continue
            # None where an admin ended the word: what cannot be chosen is not suggested.
            concept = Concept.objects.of("transport").valid(on=on).filter(code=code).first()
            if concept:
                yield Suggested(f"transport:{code}", str(BY_NAME["transport"].label), concept.label, found[0])
    for sentence in SENTENCES.split(text):
        for found in DAY_PART.finditer(sentence) if RATHER_NOT.search(sentence) else ():
            code = f"{found[1]}-{found[2]}".lower()
            label = str(dict(DAY_PART_CHOICES)[code])
            yield Suggested(f"rather_not:{code}", gettext("Liever niet op"), label, found[0])
    yield from _words(said, on)


def _words(sentences: Sequence[str], on: datetime.date) -> Iterator[Suggested]:
    release = Release.objects.active()
    if release is None:
        return
    vocabulary, matcher = words_of_release(release.number, release.content_hash)
    sure: WordMatcher = matcher.without_guesses()
    readings = [
        reading
        for sentence in sentences
        for part in PARTS.split(sentence)
        if part.strip()
        for reading in sure.read(part)
        if _is_sure(reading)
    ]
    named = [(reading, vocabulary[number]) for reading in readings for number in reading.concepts]
    wanted = Q(pk=None)
    for _reading, word in named:
        wanted |= Q(attribute=word.attribute, code=word.code)
    known = {
        (concept.attribute, concept.code): concept for concept in Concept.objects.valid(on=on).filter(wanted)
    }
    for reading, word in named:
        concept = known.get((word.attribute, word.code))
        if concept is None or concept.is_heading:
            continue
        if word.attribute == "availability" and word.code == NOW:
            yield Suggested(
                "available_from:nu", str(BY_NAME["availability"].label), concept.label, reading.text
            )
        elif BY_NAME[word.attribute].chosen:
            label = str(BY_NAME[word.attribute].label)
            yield Suggested(f"{word.attribute}:{word.code}", label, concept.label, reading.text)


def _is_sure(reading: Reading) -> bool:
    if normalise(reading.text) in AMBIGUOUS:
        return False
    # One word by its root alone is too little in a sentence.
    return (
        bool(reading.concepts)
        and reading.step in SURE
        and (reading.step != LadderStep.ROOT or " " in reading.text)
    )


def _marks(text: str, names: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    for pattern in IDENTIFYING:
        for found in pattern.finditer(text):
            if not re.fullmatch(r"\d{8,9}", found[0]) or holds_bsn(found[0]):
                yield *found.span(), IDENTITY
    for name in names:
        for found in re.finditer(rf"\b{re.escape(name)}\b", text, re.IGNORECASE) if len(name) > 1 else ():
            yield *found.span(), IDENTITY
    refused = RefusedTerm.objects.filter(in_use=True).values_list("word", "reason")
    for word, reason in refused:
        for found in re.finditer(rf"\b{re.escape(word)}\b", text, re.IGNORECASE):
            yield *found.span(), reason
