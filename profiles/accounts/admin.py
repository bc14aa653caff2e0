"""What allauth and Django would let an admin change by hand is not in the admin: a mail address would become
verified, a second step removed, rights given by a group, without a record or a notification."""

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.models import Group

for model in (
    EmailAddress,
    EmailConfirmation,
    Authenticator,
    SocialAccount,
    SocialApp,
    SocialToken,
    UserSession,
    Group,
):
    if admin.site.is_registered(model):
        admin.site.unregister(model)
