"""A session goes when its time is past, and with it what the account sees of it."""

import datetime

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from tests.factories.staff import StaffUserFactory

pytestmark = pytest.mark.django_db


def test_only_sessions_past_their_time_go() -> None:
    user, now = StaffUserFactory(), timezone.now()
    for key, minutes in (("past", -1), ("open", 5)):
        ends = now + datetime.timedelta(minutes=minutes)
        Session.objects.create(session_key=key, session_data="", expire_date=ends)
        UserSession.objects.create(user=user, session_key=key, ip="127.0.0.1", user_agent="")
    UserSession.objects.create(user=user, session_key="logged out", ip="127.0.0.1", user_agent="")
    call_command("clear_sessions")
    assert list(Session.objects.values_list("session_key", flat=True)) == ["open"]
    assert list(UserSession.objects.values_list("session_key", flat=True)) == ["open"]
