"""Addresses for suppliers. No slash at the end, as the design rules for Dutch APIs ask."""

from django.urls import path, re_path

from profiles.supply import documentation, views

app_name = "supply"
urlpatterns = [
    path("openapi.json", documentation.openapi, name="openapi"),
    path("kandidaten", views.CandidatesView.as_view(), name="candidates"),
    path("kandidaten/zoekopdrachten", views.SearchesView.as_view(), name="searches"),
    path("kandidaten/<str:number>", views.CandidateView.as_view(), name="candidate"),
    path("kandidaten/<str:number>/bevestigingen", views.ConfirmationsView.as_view(), name="confirmations"),
    # No `path`: that one ends at a line break.
    re_path("", views.NowhereView.as_view(), name="nowhere"),
]
