"""Addresses of the pages that account for what is published."""

from django.urls import path

from explorer.transparency.method import views as method

app_name = "transparency"
urlpatterns = [path("methode/", method.method, name="method")]
