"""The tables of words: read from files, merged without losing an edit, sent out with a release."""

import re
from pathlib import Path

import pytest

from explorer.release.models import RefusedWord
from profiles.publication.word_tables import refused_words, search_words, titles
from profiles.vocabulary.files import DATA, read_vocabulary
from profiles.vocabulary.merge import merge
from profiles.vocabulary.merge_words import merge_words
from profiles.vocabulary.models import Concept, EmployerWord, OccupationTitle, RefusedTerm
from profiles.vocabulary.rows import VocabularyError
from profiles.vocabulary.word_files import WordRow, WordTables, read_word_tables
from tests.factories.vocabulary import small_vocabulary

OFFICIALESE = re.compile(
    r"elementair|ongeschoold|e\.d\.|niet elders|m\.u\.v\.|geclassificeerd|bedieningspersoneel|toezichthoudend"
    r"|elementary|not elsewhere|unskilled",
    re.IGNORECASE,
)
PICKING = ("task:orderpicken", "skill:heftruck-rijden")
TABLES = WordTables(
    titles=(WordRow(("9333", "orderpicker"), PICKING, "titles.csv, line 2"),),
    search_words=(WordRow(("dc", "nl"), ("task:magazijn-en-logistiek",), "search_words.csv, line 2"),),
    refused_words=(WordRow(("autisme",), ("health",), "refused_words.csv, line 2"),),
)


def write(folder: Path, name: str, *lines: str) -> Path:
    (folder / "words").mkdir(exist_ok=True)
    (folder / "words" / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def changed(**tables: WordRow) -> WordTables:
    return WordTables(**{name: (row,) for name, row in tables.items()})


def test_bars_part_words_of_one_line(tmp_path: Path) -> None:
    write(tmp_path, "titles", "occupation,titles,concepts", "9333,,task:a", "9333,kok|chef,task:a skill:b")
    tables = read_word_tables(tmp_path)
    assert [row.key for row in tables.titles] == [("9333", ""), ("9333", "kok"), ("9333", "chef")]
    assert tables.titles[-1].says == ("task:a", "skill:b")
    assert tables.search_words == tables.refused_words == ()


@pytest.mark.parametrize(
    ("name", "lines", "fault"),
    [
        ("titles", ("occupation,titles", "1,a"), "the header must be occupation,titles,concepts"),
        ("titles", ("occupation,titles,concepts", "1,a,"), "line 2: there are no concepts"),
        ("titles", ("occupation,titles,concepts", "1,a|a,task:b"), "was already in"),
        ("search_words", ("words,language,concepts", "a,fr,task:b"), "there is no language “fr”"),
        ("refused_words", ("word,reason", "a,b"), "there is no reason “b”"),
        ("refused_words", ("word,reason", f"{'a' * 201},age"), "a word is longer than 200 characters"),
    ],
)
def test_broken_table_names_its_line(tmp_path: Path, name: str, lines: tuple[str, ...], fault: str) -> None:
    write(tmp_path, name, *lines)
    with pytest.raises(VocabularyError, match=re.escape(fault)):
        read_word_tables(tmp_path)


def test_display_label_of_nothing_is_refused(tmp_path: Path) -> None:
    header = "code,parent,scheme,uri,label_nl,label_en,synonyms_nl,synonyms_en"
    (tmp_path / "task.csv").write_text(
        f"{header},valid_from,valid_until,latitude,longitude\na,,,,A,A,,,,,,\n"
    )
    write(tmp_path, "display", "attribute,code,display_nl,display_en,is_heading", "task,a,Aa,,ja")
    (row,) = read_vocabulary(tmp_path)
    assert (row.values["display_nl"], row.values["is_heading"]) == ("Aa", True)
    write(tmp_path, "display", "attribute,code,display_nl,display_en,is_heading", "task,b,Bb,,")
    with pytest.raises(VocabularyError, match="there is no “b” among task"):
        read_vocabulary(tmp_path)


def test_own_labels_are_in_plain_words() -> None:
    rows = read_vocabulary(DATA)
    shown = [
        str(row.values[f"display_{language}"] or row.values[f"label_{language}"])
        for row in rows
        for language in ("nl", "en")
    ]
    assert [label for label in shown if OFFICIALESE.search(label)] == []


@pytest.mark.django_db
class TestMerging:
    @pytest.fixture(autouse=True)
    def vocabulary(self) -> dict[tuple[str, str], Concept]:
        return small_vocabulary()

    def test_rows_are_created_in_order(self) -> None:
        assert merge_words(TABLES).created == 3
        title = OccupationTitle.objects.get(title="orderpicker")
        assert [f"{each.concept.attribute}:{each.concept.code}" for each in title.meanings.all()] == list(
            PICKING
        )
        assert RefusedTerm.objects.get().reason == RefusedWord.Reason.HEALTH

    def test_second_load_changes_nothing(self) -> None:
        merge_words(TABLES)
        assert merge_words(TABLES).unchanged == 3

    def test_news_of_the_files_is_written(self) -> None:
        merge_words(TABLES)
        news = changed(
            titles=WordRow(("9333", "orderpicker"), ("task:orderpicken",), "line"),
            refused_words=WordRow(("autisme",), ("age",), "line"),
        )
        assert merge_words(news).updated == 2
        assert OccupationTitle.objects.get().meanings.count() == 1
        assert RefusedTerm.objects.get().reason == RefusedWord.Reason.AGE

    def test_edit_by_an_admin_is_kept(self) -> None:
        merge_words(TABLES)
        EmployerWord.objects.get(word="dc").meanings.all().delete()
        EmployerWord.objects.filter(word="dc").update(in_use=False)
        assert merge_words(TABLES).kept == 1
        word = EmployerWord.objects.get(word="dc")
        assert not word.in_use
        assert not word.meanings.exists()

    @pytest.mark.parametrize(
        ("row", "fault"),
        [
            (WordRow(("9333", "a"), ("task:b",), "line"), "there is no concept “task:b”"),
            (WordRow(("1", "a"), ("task:orderpicken",), "line"), "there is no occupation “1”"),
            (WordRow(("9333", "a"), ("licence:B",), "line"), "“licence:B” is no task and no skill"),
        ],
    )
    def test_unknown_concept_loads_nothing(self, row: WordRow, fault: str) -> None:
        with pytest.raises(VocabularyError, match=fault):
            merge_words(changed(titles=row))
        assert not OccupationTitle.objects.exists()

    def test_release_gets_what_its_concepts_have(self) -> None:
        merge_words(TABLES)
        numbers = {("occupation", "9333"): 7, ("task", "orderpicken"): 2}
        (title,) = titles(numbers)
        assert (title.occupation, title.title, title.concepts) == (7, "orderpicker", [2])
        assert list(search_words(numbers)) == []
        assert [word.word for word in refused_words()] == ["autisme"]

    def test_what_is_out_of_use_stays_inside(self) -> None:
        merge_words(TABLES)
        for model in (OccupationTitle, EmployerWord, RefusedTerm):
            model.objects.update(in_use=False)
        numbers = {
            ("occupation", "9333"): 7,
            ("task", "orderpicken"): 2,
            ("task", "magazijn-en-logistiek"): 1,
        }
        assert [*titles(numbers), *search_words(numbers), *refused_words()] == []


@pytest.mark.django_db
def test_own_tables_fit_the_vocabulary(django_assert_max_num_queries: pytest.FixtureRequest) -> None:
    merge(read_vocabulary(DATA))
    tables = read_word_tables(DATA)
    rows = sum(map(len, (tables.titles, tables.search_words, tables.refused_words)))
    assert merge_words(tables).created == rows
    assert merge_words(tables).unchanged == rows
    numbers = {(each.attribute, each.code): each.pk for each in Concept.objects.all()}
    with django_assert_max_num_queries(7):
        assert len([*titles(numbers), *search_words(numbers), *refused_words()]) == rows
