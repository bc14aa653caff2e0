"""The address of the promise, among those of the figures."""

from django.urls import path

from explorer.contact.views.promise import promise

app_name = "promise"
urlpatterns = [path("", promise, name="promise")]
