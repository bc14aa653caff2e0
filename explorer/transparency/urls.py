"""Addresses of the pages that account for what is published."""

from django.urls import path

from explorer.transparency import views

app_name = "transparency"
urlpatterns = [path("methode/", views.method, name="method")]
