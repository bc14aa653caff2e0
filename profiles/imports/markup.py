"""Reading XML in passing, without building a tree of it."""

from typing import IO
from xml.parsers import expat

from profiles.imports.files import FileRefused, damaged

CHUNK = 1 << 20


def read_elements(stream: IO[bytes], element: str) -> list[dict[str, str]]:
    """Attributes of each element of that name, whatever its namespace."""
    found: list[dict[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if local_name(name) == element:
            found.append(attributes)

    parser = careful_parser()
    parser.StartElementHandler = start
    feed(parser, stream)
    return found


def careful_parser() -> expat.XMLParserType:
    """A parser that refuses a document which declares anything of its own, such as entities."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_declarations
    return parser


def feed(parser: expat.XMLParserType, stream: IO[bytes]) -> None:
    """Have the parser read a whole stream, a piece at a time."""
    while chunk := stream.read(CHUNK):
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


def local_name(name: str) -> str:
    """A name without the prefix of its namespace."""
    return name.rpartition(":")[2]


def _refuse_declarations(*declaration: object) -> None:
    raise FileRefused(damaged())
