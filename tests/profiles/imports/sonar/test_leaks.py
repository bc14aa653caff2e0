"""What stands in a column that is not kept is nowhere afterwards: store, report, screen, log, message."""

import io
import logging
from contextlib import suppress
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from profiles.register.models import Candidate, Profile
from tests.profiles.imports.samples import A_BSN, HEADER, KEPT, TOKENS, VENLO, csv_file, person, xlsx

pytestmark = [
    pytest.mark.django_db(databases=["default", "explorer"]),
    pytest.mark.usefixtures("vocabulary"),
]

IDENTIFYING = {
    "Volledige Naam": "Zzyzxnaam",
    "E-mailadres": "zzyzx@voorbeeld.example",
    "Telefoonnummer": "06-99887766",
    "BSN": A_BSN,
    "Straatnaam": "Zzyzxstraat",
    "Postcode": "9999ZX",
}
SECRETS = (*TOKENS.values(), *IDENTIFYING.values(), "WZ700001")


def everything_stored() -> str:
    """All rows of all tables of both databases, as they stand there."""
    texts = []
    for alias in ("default", "explorer"):
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            for (table,) in cursor.fetchall():
                cursor.execute("SELECT has_table_privilege(%s, 'SELECT')", [f'public."{table}"'])
                if cursor.fetchone()[0]:
                    cursor.execute(f'SELECT t::text FROM "{table}" t')
                    texts += [text for (text,) in cursor.fetchall()]
    return "\n".join(texts)


def people() -> list[dict[str, object]]:
    """Good, doubtful and refused lines, each with all that identifies a person."""
    return [
        {**person(), **IDENTIFYING},
        {**person(reference="WZ700002", hours=400, occupation="iets", education="=A1"), **IDENTIFYING},
        {**person(reference=None, municipality="Testdorp"), **IDENTIFYING},
        {**person(reference=A_BSN), **IDENTIFYING},
        {**person(), **IDENTIFYING},
    ]


@pytest.mark.parametrize("name", ["export.xlsx", "export.csv"])
def test_identifying_values_are_nowhere(
    tmp_path: Path, name: str, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    file = (xlsx if name.endswith("xlsx") else csv_file)(tmp_path / name, *people())
    report, screen = tmp_path / "verslag.csv", io.StringIO()
    call_command("import_sonar", file, organisation=VENLO, report=report, stdout=screen, allow_refused=True)
    printed = capsys.readouterr()
    told = "\n".join(
        [report.read_text("utf-8-sig"), screen.getvalue(), printed.out, printed.err, caplog.text]
    )
    assert Candidate.objects.count() == 2
    assert [secret for secret in SECRETS if secret in told] == []
    stored = everything_stored()
    assert [secret for secret in SECRETS if secret in stored] == []
    readable = str([list(model.objects.values()) for model in (Candidate, Profile)])
    assert [secret for secret in SECRETS if secret in readable] == ["WZ700001"]


@pytest.mark.parametrize("column", [*KEPT, "Volledige Naam"])
def test_personal_value_in_another_column_is_not_told(
    tmp_path: Path, column: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    report, screen = tmp_path / "verslag.csv", io.StringIO()
    for secret in ("zzyzx@voorbeeld.example", "06 99 88 77 66", A_BSN):
        file = xlsx(tmp_path / "a.xlsx", {**person(), column: secret})
        with suppress(CommandError):
            call_command("import_sonar", file, organisation=VENLO, report=report, stdout=screen)
        assert secret not in report.read_text("utf-8-sig") + screen.getvalue() + caplog.text


@pytest.mark.parametrize("header", [HEADER[:-1], (*HEADER, "Gemeente")])
def test_message_of_a_refused_file_quotes_no_cell(tmp_path: Path, header: tuple[str, ...]) -> None:
    file = xlsx(tmp_path / "a.xlsx", *people(), header=header)
    with pytest.raises(CommandError) as caught:
        call_command("import_sonar", file, organisation=VENLO)
    assert [secret for secret in SECRETS if secret in str(caught.value)] == []
    assert caught.value.__suppress_context__
