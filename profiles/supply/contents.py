"""A candidate of the register in the shape of a delivery, so that what was read can be delivered again."""

from collections.abc import Iterable, Sequence
from math import ceil
from typing import Any

from django.conf import settings
from django.db.models import Prefetch
from django.urls import reverse

from profiles.imports.fields import Vocabulary, Word
from profiles.imports.report import Finding
from profiles.register.models import Candidate, Profile, ProfileFact
from profiles.register.models.candidate import CandidateQuerySet
from profiles.supply.lists import LEVELS, LISTS, SKILLS, VUM
from profiles.vocabulary.day_parts import rather_not_parts

Content = dict[str, Any]
PER_PAGE = 100
"""As many as VUM lets one answer hold."""

DISTANCES = {kilometres: code for code, kilometres in VUM["distance"].items()}


def with_facts(candidates: CandidateQuerySet) -> CandidateQuerySet:
    """What `candidate` reads, in three statements. The note and the names stay encrypted."""
    facts = ProfileFact.objects.order_by("pk")
    profiles = Profile.objects.defer("note").prefetch_related(Prefetch("facts", queryset=facts))
    return (
        candidates.defer("given_name", "family_name", "email", "phone")
        .select_related("municipality")
        .prefetch_related(Prefetch("profile", queryset=profiles))
    )


def candidates_page(candidates: CandidateQuerySet, *, page: int) -> tuple[Content, list[Candidate]]:
    """A page of candidates, the oldest first, and who is on it."""
    total = candidates.count()
    pages = ceil(total / PER_PAGE)
    start = (page - 1) * PER_PAGE
    shown = list(with_facts(candidates).order_by("pk")[start : start + PER_PAGE])
    vocabulary = Vocabulary()
    following = f"{settings.SITE_URL}{reverse('supply:candidates')}?pagina={page + 1}"
    return {
        "totaal": total,
        "pagina": page,
        "paginas": pages,
        "volgende": following if page < pages else None,
        "kandidaten": [candidate(each, vocabulary) for each in shown],
    }, shown


def candidate(person: Candidate, vocabulary: Vocabulary) -> Content:
    """One candidate, read by `with_facts`."""
    profile = getattr(person, "profile", None)
    facts = [vocabulary.words[fact.concept_id] for fact in profile.facts.all()] if profile else []
    of_attribute: dict[str, list[Word]] = {}
    for word in facts:
        of_attribute.setdefault(word.attribute, []).append(word)
    lists: Content = {}
    for one in LISTS:
        codes = sorted(each.code for each in of_attribute.get(one.field.attribute, ()))
        lists[one.key] = codes if one.field.many else next(iter(codes), None)
    lists["codeReisafstand"] = DISTANCES.get(lists["codeReisafstand"])
    lists["gedragscompetentie"] = [{"code": code} for code in lists["gedragscompetentie"]]
    lists["taalbeheersing"] = list(languages(of_attribute.get("language", ())))
    # In a delivery the day parts belong to the working times, and not to the lists.
    parts = lists.pop("dagdelen")
    lists.pop("dagdelenLieverNiet")
    rather_not = rather_not_parts(profile.rather_not, can=parts) if profile else []
    basis = profile.publication_basis if profile else ""
    lacking = set(profile.not_applicable) if profile else set()
    return {
        "id": person.reference_index,
        "kenmerk": person.reference,
        "gemeente": person.municipality.code if person.municipality else None,
        "beschikbaarVanaf": profile.available_from if profile else None,
        "toestemming": "Ja" if basis == Profile.Basis.CONSENT else None,
        "werktijden": {
            "aantalUrenPerWeekMinimaal": profile.hours_min if profile else None,
            "aantalUrenPerWeekMaximaal": profile.hours_max if profile else None,
            "dagdelen": parts,
            "dagdelenLieverNiet": rather_not,
        },
        **lists,
        "nietVanToepassing": [one.key for one in LISTS if one.field.name in lacking],
        "toestand": profile.state if profile else None,
        "bevestigdOp": profile.confirmed_on if profile else None,
        "bezwaarOp": person.objected_on,
        "grondslag": basis or None,
    }


def languages(words: Sequence[Word]) -> Iterable[Content]:
    """The highest level of each skill of each language; a level implies those below it."""
    numbers = {name: level for level, name in LEVELS.items()}
    found: dict[str, Content] = {}
    for word in words:
        code, _dash, rest = word.code.partition("-")
        skill, _dash, level = rest.partition("-")
        content = found.setdefault(code, {"codeTaal": code, **dict.fromkeys(SKILLS)})
        for key, name in SKILLS.items():
            if skill == name and level in numbers:
                content[key] = max(content[key] or 0, numbers[level])
    return [found[code] for code in sorted(found)]


def report(*, outcome: str, findings: Iterable[Finding], skipped: Sequence[str]) -> Content:
    """What was done with a delivery, in words and kinds of the reports of imports."""
    return {
        "uitkomst": outcome,
        "bevindingen": [
            {
                "veld": each.column,
                "waarde": each.value,
                "soort": str(each.kind.value),
                "gedaan": str(each.done.value),
                "reden": each.why,
            }
            for each in findings
        ],
        "nietBewaard": list(skipped),
    }
