"""The commands parse, call and tell in one line."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from profiles.vocabulary.models import Concept
from tests.profiles.vocabulary.samples import write_file

pytestmark = pytest.mark.django_db


def test_summary_counts_kept_edits(tmp_path: Path) -> None:
    folder = write_file(tmp_path, "task", {"code": "a"}, {"code": "b"}).parent
    call_command("load_vocabulary", str(folder), stdout=StringIO())
    Concept.objects.filter(code="b").update(label_nl="Eigen")
    out = StringIO()
    call_command("load_vocabulary", str(folder), stdout=out)
    assert out.getvalue().splitlines() == [
        "Vocabulary: 0 created, 0 updated, 2 unchanged, 1 edits by an admin kept.",
        "Words: 0 created, 0 updated, 0 unchanged, 0 edits by an admin kept.",
    ]


def test_broken_file_is_one_clear_error(tmp_path: Path) -> None:
    write_file(tmp_path, "skill", {"code": "a"})
    folder = write_file(tmp_path, "task", {"code": "a"}, {"code": "b", "parent": "c"}).parent
    with pytest.raises(CommandError, match=r"^task\.csv, line 3: parent “c” is unknown$"):
        call_command("load_vocabulary", str(folder))
    assert not Concept.objects.exists()


def test_esco_needs_its_files(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"holds no ISCOGroups_nl\.csv$"):
        call_command("load_esco", str(tmp_path))
