"""Addresses of the API. No slash at the end, as the design rules ask."""

from django.urls import path, re_path

from explorer.api import documentation, views

app_name = "api"
urlpatterns = [
    path("api/", documentation.api, name="documentation"),
    path("api/v1/openapi.json", documentation.OpenApiView.as_view(), name="openapi"),
    path("api/v1/groepen", views.GroupsView.as_view(), name="groups"),
    path("api/v1/facetten", views.FacetsView.as_view(), name="facets"),
    path("api/v1/vaktermen", views.TermsView.as_view(), name="terms"),
    path("api/v1/vaktermen/<str:attribute>:<str:code>", views.TermView.as_view(), name="term"),
    path("api/v1/uitgaven", views.ReleasesView.as_view(), name="releases"),
    path("api/v1/uitgaven/<int:number>", views.ReleaseView.as_view(), name="release"),
    path("api/v1/cijfers", views.FiguresDatesView.as_view(), name="figures_dates"),
    path("api/v1/cijfers/<str:on>", views.FiguresView.as_view(), name="figures"),
    # No `path`: that one ends at a line break.
    re_path(r"^api/v1/", views.NowhereView.as_view()),
]
