"""A client that looks at every page it gets."""

import re
from typing import Any

from django.http import HttpResponse
from django.test import Client

from profiles.staff.models import StaffUser

# What the content policy would block, or what a template left behind.
FORBIDDEN = {
    "inline handler": re.compile(r"<[^>]+\son[a-z]+\s*=", re.IGNORECASE),
    "inline style": re.compile(r"<[^>]+\sstyle\s*=|<style", re.IGNORECASE),
    "inline script": re.compile(r"<script(?![^>]*\ssrc=)(?![^>]*type=\"application/json\")", re.IGNORECASE),
    "template left behind": re.compile(r"{%|{{|{#"),
}


class Reader(Client):
    """A client that refuses pages which break the rules of the house."""

    def request(self, **request: Any) -> HttpResponse:
        response = super().request(**request)
        if response.get("Content-Type", "").startswith("text/html"):
            for fault, pattern in FORBIDDEN.items():
                found = pattern.search(response.content.decode())
                assert not found, f"{fault} in {request.get('PATH_INFO')}: {found.group() if found else ''}"
        return response


def logged_in(user: StaffUser) -> Reader:
    """The client of somebody at work, in Dutch."""
    client = Reader(headers={"accept-language": "nl"})
    client.force_login(user)
    return client
