"""Every text that the public site can show, found in its source: the msgids a translation must have."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from django.utils.translation.template import templatize
from jinja2 import Environment

from tests.database import ROOT

CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
PLURAL = {"ngettext", "ngettext_lazy"}
# What `templatize` makes of a tag: a call with its texts as Python literals.
CALL = re.compile(
    r"\b(n?gettext|_)\(\s*u?('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")(?:,\s*u?('(?:[^'\\]|\\.)*'))?"
)
Message = tuple[str, str]


def messages() -> dict[Message, str]:
    """(msgid, plural or "") -> the file it stands in."""
    found: dict[Message, str] = {}
    for path in sorted(_files()):
        read = READERS[path.suffix]
        found.update(dict.fromkeys(read(path.read_text(encoding="utf-8")), str(path.relative_to(ROOT))))
    return found


def of_template(source: str) -> Iterator[Message]:
    """The texts of `translate` and `blocktranslate` tags."""
    for call in CALL.finditer(templatize(source)):
        yield ast.literal_eval(call[2]), ast.literal_eval(call[3]) if call[3] else ""


def of_jinja(source: str) -> Iterator[Message]:
    """The texts of calls to gettext in a Jinja2 template."""
    for _line, name, texts in Environment(extensions=["jinja2.ext.i18n"]).extract_translations(source):  # noqa: S701
        if name == "ngettext":
            yield str(texts[0]), str(texts[1])
        else:
            yield str(texts if isinstance(texts, str) else texts[0]), ""


def of_python(source: str) -> Iterator[Message]:
    """The texts of calls to gettext and its like."""
    for node in ast.walk(ast.parse(source)):
        name = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
        if name in CALLS:
            texts = [part.value for part in node.args if isinstance(part, ast.Constant)]  # type: ignore[attr-defined]
            yield str(texts[0]), str(texts[1]) if name in PLURAL else ""


READERS: dict[str, Callable[[str], Iterator[Message]]] = {
    ".html": of_template,
    ".jinja": of_jinja,
    ".py": of_python,
}


def _files() -> Iterator[Path]:
    yield from (ROOT / "templates" / "layout").rglob("*.html")
    for suffix in ("*.html", "*.jinja"):
        yield from (ROOT / "templates" / "explorer").rglob(suffix)
    yield from (path for path in (ROOT / "explorer").rglob("*.py") if "migrations" not in path.parts)
