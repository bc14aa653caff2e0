"""Addresses of requests. All begin with /aanvraag/, the only part of the site that sets cookies."""

from django.conf import settings
from django.urls import path, register_converter
from django.urls.converters import StringConverter

from explorer.contact.keys import KEY_LENGTH
from explorer.contact.views import ask, confirm, demo_mail, mine, searches, status


class KeyConverter(StringConverter):
    """A key of a link."""

    regex = f"[A-Za-z0-9_-]{{{KEY_LENGTH}}}"


register_converter(KeyConverter, "key")

app_name = "contact"
urlpatterns = [
    path("", ask.ask, name="ask"),
    path("verstuurd/", ask.sent, name="sent"),
    path("opnieuw/", ask.resend, name="resend"),
    path("keuze/", ask.choose, name="choose"),
    path("bevestig/<key:key>/", confirm.confirm, name="confirm"),
    path("status/<key:key>/", status.status, name="status"),
    path("status/<key:key>/bericht/", status.say, name="say"),
    path("status/<key:key>/intrekken/", status.withdraw, name="withdraw"),
    path("mijn/", mine.mine, name="mine"),
    path("mijn/verstuurd/", mine.mine_sent, name="mine_sent"),
    path("mijn/sluiten/", mine.close_mine, name="close_mine"),
    path("mijn/<key:key>/", mine.open_mine, name="open_mine"),
    path("bewaren/", searches.save, name="save_search"),
    path("bewaren/verstuurd/", searches.search_sent, name="search_sent"),
    path("bewaren/bevestig/<key:key>/", searches.confirm_saved, name="confirm_search"),
    path("bewaren/stop/<key:key>/", searches.stop, name="stop_search"),
]
if not settings.DEPLOYED:
    urlpatterns += [
        path("postvak/", demo_mail.mails, name="demo_mails"),
        path("postvak/<slug:name>/", demo_mail.mail, name="demo_mail"),
        path("postvak/<slug:name>/html/", demo_mail.mail_as_shown, name="demo_mail_as_shown"),
    ]
