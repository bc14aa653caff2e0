"""The parts of an address: a region, a municipality, a day, a kind of file."""

import datetime

from explorer.transparency.figures.downloads import FORMS


class RegionConverter:
    """The code of a labour-market region, such as AM29."""

    regex = r"AM\d{2}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class MunicipalityConverter(RegionConverter):
    """The code of a municipality, such as GM0983."""

    regex = r"GM\d{4}"


class PlaceConverter(RegionConverter):
    """Either of them."""

    regex = rf"(?:{RegionConverter.regex}|{MunicipalityConverter.regex})"


class DayConverter:
    """A date such as 2026-11-23; one that is on no calendar leads nowhere."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> datetime.date:
        return datetime.date.fromisoformat(value)

    def to_url(self, value: datetime.date) -> str:
        return value.isoformat()


class FormConverter(RegionConverter):
    """The kind of file, by the end of its name."""

    regex = rf"(?:{'|'.join(FORMS)})"
