"""Numbers as people of a language write them."""

import pytest
from django.utils import translation
from django.utils.formats import number_format

from explorer.search.presentation.wording import number

COUNTS = (0, 7, 999, 1000, 10_412, 1_234_567)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_number_is_written_as_django_writes_it(language: str) -> None:
    with translation.override(language):
        assert [number(count) for count in COUNTS] == [
            number_format(count, use_l10n=True, force_grouping=True) for count in COUNTS
        ]


def test_languages_do_not_get_each_others_numbers() -> None:
    written = {}
    for language in ("nl", "en", "nl"):
        with translation.override(language):
            written[language] = number(1412)
    assert written == {"nl": "1.412", "en": "1,412"}
