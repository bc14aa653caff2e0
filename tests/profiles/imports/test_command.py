"""The command: options in, one call, lines out."""

import csv
import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from profiles.imports.sonar.columns import COLUMNS, ColumnTreatment
from profiles.register.models import Candidate
from tests.profiles.imports.samples import VENLO, person, xlsx

pytestmark = [
    pytest.mark.django_db(databases=["default", "explorer"]),
    pytest.mark.usefixtures("vocabulary"),
]


def command(*arguments: object) -> str:
    screen = io.StringIO()
    call_command("import_sonar", *map(str, arguments), stdout=screen)
    return screen.getvalue()


def test_report_has_line_column_value_what_and_why(file: Path, tmp_path: Path) -> None:
    xlsx(file, person(), person(reference="W2", hours=400))
    command(file, "--organisation", VENLO, "--report", tmp_path / "verslag.csv")
    with (tmp_path / "verslag.csv").open(encoding="utf-8-sig", newline="") as stream:
        [row] = csv.DictReader(stream, delimiter=";")
    assert (row["regel"], row["kolom"], row["waarde"]) == ("3", "Beschikbare uren/wk", "400")
    assert (row["gedaan"], row["reden"]) == ("niet overgenomen", "Uren per week gaan van 1 tot en met 60.")


def test_screen_has_the_numbers_and_what_was_dropped(file: Path) -> None:
    lines = command(
        xlsx(file, person(), person(reference=None)), "--organisation", VENLO, "--allow-refused"
    ).splitlines()
    assert "      1  kandidaten toegevoegd" in lines
    assert "      1  geen kenmerk" in lines
    assert any(line.startswith("Niet bewaard:") and "Volledige Naam" in line for line in lines)


def test_dry_run_says_so_and_changes_nothing(file: Path) -> None:
    assert "Proef: er is niets gewijzigd." in command(
        xlsx(file, person()), "--organisation", VENLO, "--dry-run"
    )
    assert not Candidate.objects.exists()


def test_command_ends_with_1_when_nothing_came_in(file: Path) -> None:
    for people in ([], [person(reference=None)]):
        with pytest.raises(CommandError, match="niets worden ingelezen") as caught:
            command(xlsx(file, *people), "--organisation", VENLO)
        assert caught.value.returncode == 1


def test_command_ends_with_2_when_lines_were_refused(file: Path) -> None:
    with pytest.raises(CommandError, match="1 regels zijn geweigerd") as caught:
        command(xlsx(file, person(), person(reference=None)), "--organisation", VENLO)
    assert caught.value.returncode == 2
    assert Candidate.objects.count() == 1


def test_refused_import_leaves_the_former_report(file: Path, tmp_path: Path) -> None:
    report = tmp_path / "verslag.csv"
    report.write_text("vorige keer")
    with pytest.raises(CommandError, match="is er niet"):
        command(file, "--organisation", VENLO, "--report", report)
    assert report.read_text() == "vorige keer"
    assert [each.name for each in tmp_path.iterdir()] == ["verslag.csv"]


def test_report_that_cannot_be_written_stops_the_import(file: Path, tmp_path: Path) -> None:
    xlsx(file, person())
    for report, why in ((tmp_path / "weg" / "verslag.csv", "niet worden geschreven"), (file, "plaats")):
        with pytest.raises(CommandError, match=why):
            command(file, "--organisation", VENLO, "--report", report)
    assert not Candidate.objects.exists()


def test_help_tells_what_becomes_of_each_column(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        call_command("import_sonar", "--help")
    shown = capsys.readouterr().out
    assert [column.header for column in COLUMNS if column.header not in shown] == []


def test_every_column_of_the_export_is_decided_on_once() -> None:
    assert len(COLUMNS) == len({column.header for column in COLUMNS}) == 35
    assert all(str(column.where) and isinstance(column.treatment, ColumnTreatment) for column in COLUMNS)
