"""Addresses of the public site."""

from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from explorer.web.security_txt import security_txt

urlpatterns = [
    # What is asked most is looked at first.
    path("", include("explorer.search.urls")),
    path("", include("explorer.transparency.urls")),
    path("aanvraag/", include("explorer.contact.urls")),
    path("", include("explorer.guide.urls")),
    path("", include("explorer.api.urls")),
    # Beside the other figures, and not below /aanvraag/: it sets no cookie.
    path("transparantie/aanvragen/", include("explorer.contact.promise_urls")),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    # Changes nothing but the visitor's own language, so it needs no token and visitors get no cookie for one.
    path("taal/setlang/", csrf_exempt(set_language), name="set_language"),
]

handler400 = "explorer.web.errors.bad_request"
handler403 = "explorer.web.errors.forbidden"
handler404 = "explorer.web.errors.not_found"
handler500 = "explorer.web.errors.server_error"
