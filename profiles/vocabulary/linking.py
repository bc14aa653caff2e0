"""Links the vocabulary to ESCO: uris on what it has, ESCO's occupations below its unit groups."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from profiles.vocabulary.esco import Esco, Line, isco_rows, occupation_rows, read_esco
from profiles.vocabulary.matching import Matcher
from profiles.vocabulary.merge import Summary, merge
from profiles.vocabulary.models import Concept
from profiles.vocabulary.rows import Row, VocabularyError


def load_esco(directory: Path) -> Summary:
    """Load the official ESCO files of a directory; all of them, or none and a VocabularyError."""
    esco = read_esco(directory)
    _check_groups(esco)
    skills = skill_rows(esco.skill_groups, Concept.objects.of("skill"))
    return merge([*isco_rows(esco), *skills, *occupation_rows(esco)])


def skill_rows(groups: Iterable[Line], skills: Iterable[Concept]) -> Iterator[Row]:
    """The uri of each skill group that is called like a skill of ours; of several, the highest group."""
    matcher = Matcher(skills)
    linked: set[str] = set()
    for line in sorted(groups, key=lambda line: (len(line["code"]), line["code"])):
        match = matcher.match(line["preferredLabel"])
        if match.concept and match.is_exact and match.concept.code not in linked:
            linked.add(match.concept.code)
            yield Row("skill", match.concept.code, {"uri": line.uri}, line.origin)


def _check_groups(esco: Esco) -> None:
    known = set(Concept.objects.of("occupation").values_list("code", flat=True))
    for line in esco.isco_groups:
        if line["code"] not in known:
            raise VocabularyError(
                line.origin,
                f"ISCO group “{line['code']}” is not in the vocabulary: run load_vocabulary first",
            )
