"""Sessions that are past their time, and what was kept of them, are taken away."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone


def clear_sessions() -> int:
    """Take them away; returns how many sessions. The list of sessions of an account follows."""
    gone, _ = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    return gone
