"""docs/roles.md has the table of roles as it is declared."""

from django.utils.translation import override

from profiles.access.rights import ROLES, Right, Role
from tests.database import ROOT

PAGE = ROOT / "docs" / "roles.md"


def table() -> str:
    """The table of roles in Markdown, in English names of code and Dutch labels."""
    with override("nl"):
        head = "| right | " + " | ".join(str(Role(role).label) for role in ROLES) + " |"
        lines = [head, "|---|" + "---|" * len(ROLES)]
        lines.append("| *sees* | " + " | ".join(str(role.line.label) for role in ROLES.values()) + " |")
        for right in Right:
            cells = [
                "●" if right in role.rights else "○" if right in role.extra else " "
                for role in ROLES.values()
            ]
            lines.append(f"| {right.label} (`{right.name}`) | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def test_page_about_roles_has_the_declared_table() -> None:
    expected = table()
    assert expected in PAGE.read_text(), f"put this table into docs/roles.md:\n{expected}"
