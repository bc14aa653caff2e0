"""The mail server of demo and development: a folder with one file for each Message-ID."""

import hashlib
from collections.abc import Sequence
from email.message import Message
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

ENDING = ".eml"


class FolderBackend(BaseEmailBackend):
    """Writes each mail to `settings.MAIL_FOLDER`; the same mail again replaces its file."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.MAIL_FOLDER)
        folder.mkdir(parents=True, exist_ok=True)
        for mail in email_messages:
            message: Message = mail.message()
            name = hashlib.sha256(str(message["Message-ID"]).encode()).hexdigest()[:32]
            # Aside and renamed: a reader of the folder never meets half a mail.
            with NamedTemporaryFile(dir=folder, delete=False) as draft:
                draft.write(message.as_bytes())
            Path(draft.name).replace(folder / f"{name}{ENDING}")
        return len(email_messages)
