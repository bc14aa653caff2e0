"""Which version of the site makes the pages: its code, its texts and how it is set."""

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage

from explorer.web.layout import shared

# What a page is made of; sorted by path, so that every node gives the same version the same name.
SOURCES = (
    ("templates", "*.jinja"),
    ("templates", "*.html"),
    ("explorer", "*.py"),
    ("explorer", "*.mo"),
    ("explorer/static", "*.svg"),
)


@cache
def revision() -> str:
    """A checksum of all that pages are made of, beside the data; made once in a process."""
    digest = hashlib.sha256()
    for folder, pattern in SOURCES:
        for path in sorted((Path(settings.BASE_DIR) / folder).rglob(pattern)):
            digest.update(path.read_bytes())
    files = getattr(staticfiles_storage, "manifest_hash", "")
    # The manifest has the names of style sheets and scripts, which pages link to.
    digest.update(repr([shared(), files]).encode())
    return digest.hexdigest()
