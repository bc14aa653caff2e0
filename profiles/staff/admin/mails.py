"""Mails of the register that wait or failed: when, what about and why; no address and no text."""

from django.contrib import admin

from profiles.mail.models import QueuedMail
from profiles.staff.admin.parts import ReadOnly


@admin.register(QueuedMail)
class QueuedMailAdmin(ReadOnly):
    """An invitation or a notice; its receiver is known from what caused it."""

    fields = list_display = ("asked_at", "subject", "state", "attempts", "next_at", "done_at", "error")
    list_filter = ("state",)
    list_per_page = 50
