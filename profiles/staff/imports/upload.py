"""Takes a file in as it comes: to the private folder, a piece at a time, never whole in memory."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from profiles.imports import folder
from profiles.imports.files import MAX_BYTES

SUFFIXES = (".xlsx", ".csv")
# What a browser still sends of a file that is too large is read and dropped, so that it sees the answer;
# beyond this the connection is broken off.
MOST_DROPPED = 2 * MAX_BYTES


@dataclass
class StoredFile:
    """A file in the private folder; `stored_as` is empty for one that was refused as it came."""

    name: str
    stored_as: str
    size: int
    is_too_large: bool = False


class PrivateFolderHandler(FileUploadHandler):
    """Writes one file of a form to the private folder. Only .xlsx and .csv are kept, up to `MAX_BYTES`."""

    def __init__(self) -> None:
        super().__init__()
        self.stored_as = ""
        self.stream: BinaryIO | None = None
        self.size = 0
        self.is_too_large = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        suffix = Path(self.file_name or "").suffix.lower()
        # A second file in one form is not asked for, and not kept.
        if suffix in SUFFIXES and not self.stored_as:
            self.stored_as, self.stream = folder.new_file(suffix=suffix)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        # Counted here: what a browser says of its length need not be so.
        self.size += len(raw_data)
        if self.size > MAX_BYTES:
            self.is_too_large = True
            self.drop()
            if self.size > MOST_DROPPED:
                raise StopUpload(connection_reset=True)
        elif self.stream is not None:
            self.stream.write(raw_data)

    def file_complete(self, file_size: int) -> StoredFile:  # type: ignore[override]
        if self.stream is not None:
            self.stream.close()
            self.stream = None
        return StoredFile(self.file_name or "", self.stored_as, self.size, self.is_too_large)

    def upload_interrupted(self) -> None:
        self.drop()

    def drop(self) -> None:
        """Keep nothing of the file."""
        if self.stream is not None:
            self.stream.close()
            self.stream = None
        folder.remove(self.stored_as)
        self.stored_as = ""
