"""A form as a browser without JavaScript would send it back."""

from collections import defaultdict
from html.parser import HTMLParser

Fields = dict[str, list[str]]


class _Form(HTMLParser):
    """Collects the fields of one form, found by its id or else the first that is posted in the main part."""

    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.form_id = form_id
        self.fields: Fields = defaultdict(list)
        self._inside = False
        self._textarea: str | None = None
        self._select: str | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "form":
            self._inside = given.get("id") == self.form_id
        if not self._inside:
            return
        if tag == "input" and "name" in given:
            self._input(given)
        elif tag == "textarea":
            self._textarea = given["name"]
            self.fields[self._textarea].append("")
        elif tag == "select":
            self._select = given["name"]
        elif tag == "option" and self._select and "selected" in given:
            self.fields[self._select].append(given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        elif tag == "textarea":
            self._textarea = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._textarea:
            # HTML drops the first newline after the tag.
            self.fields[self._textarea][-1] += data.removeprefix("\n")

    def _input(self, given: dict[str, str]) -> None:
        is_box = given.get("type") in {"checkbox", "radio"}
        if not is_box or "checked" in given:
            self.fields[given["name"]].append(given.get("value", "on" if is_box else ""))


def fields_of(page: str, form_id: str) -> Fields:
    """The fields of the form with this id, without the token against forgery."""
    parser = _Form(form_id)
    parser.feed(page)
    return {name: values for name, values in parser.fields.items() if name != "csrfmiddlewaretoken"}
