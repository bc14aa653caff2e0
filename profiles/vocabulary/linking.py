"""Links the vocabulary to ESCO: uris on what it has, ESCO's occupations below its unit groups."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from profiles.vocabulary.csv_lines import read_lines
from profiles.vocabulary.esco import EscoLine, isco_rows, occupation_rows, read_esco
from profiles.vocabulary.files import DATA
from profiles.vocabulary.matching import Matcher
from profiles.vocabulary.merge import Summary, merge
from profiles.vocabulary.models import Concept
from profiles.vocabulary.rows import ConceptRow, VocabularyError


def load_esco(directory: Path) -> Summary:
    """Load the official ESCO files of a directory; all of them, or none and a VocabularyError."""
    esco = read_esco(directory)
    # Occupations hang below these groups: without them the tree would have no top.
    known = set(Concept.objects.of("occupation").values_list("code", flat=True))
    for line in esco.isco_groups:
        if line["code"] not in known:
            raise VocabularyError(
                line.origin,
                f"ISCO group “{line['code']}” is not in the vocabulary: run load_vocabulary first",
            )
    skills = skill_rows(esco.skill_groups, Concept.objects.of("skill"))
    return merge([*isco_rows(esco), *skills, *occupation_rows(esco)])


def skill_rows(groups: Iterable[EscoLine], skills: Iterable[Concept]) -> Iterator[ConceptRow]:
    """The uri of the ESCO group nearest to each of our skills, as `data/esco/skill.csv` lists them.

    A group that is not listed is linked to the skill of the same name, if there is one.
    """
    # Code of the ESCO group -> code of our skill.
    lines = read_lines(DATA / "esco" / "skill.csv")
    next(lines)
    listed = {group: code for _, (code, group) in lines}
    known = {concept.code: concept for concept in skills}
    matcher = Matcher(concept for code, concept in known.items() if code not in listed.values())
    linked: set[str] = set()
    for line in sorted(groups, key=lambda line: (len(line["code"]), line["code"])):
        same = matcher.match(line["preferredLabel"])
        name = same.concept.code if same.concept and same.is_exact else ""
        code = listed.get(line["code"], name)
        if code in known and code not in linked:
            linked.add(code)
            yield ConceptRow("skill", code, {"uri": line.uri}, line.origin)
