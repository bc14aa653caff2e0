"""Addresses of the figures. One without a date is of the newest; one with a date always shows the same."""

from django.urls import path, register_converter

from explorer.transparency.figures import addresses, views

register_converter(addresses.RegionConverter, "region")
register_converter(addresses.MunicipalityConverter, "municipality")
register_converter(addresses.PlaceConverter, "place")
register_converter(addresses.DayConverter, "day")
register_converter(addresses.FormConverter, "form")

urlpatterns = [
    path("", views.country, name="figures"),
    path("kolommen/", views.columns, name="figures-columns"),
    path("nieuwste.<form:form>", views.newest_download, name="figures-newest"),
    path("<day:on>/", views.country, name="figures"),
    path("<day:on>.<form:form>", views.download, name="figures-file"),
    path("<region:code>/", views.region, name="figures-place"),
    path("<region:code>/<day:on>/", views.region, name="figures-place"),
    path("<municipality:code>/", views.municipality, name="figures-place"),
    path("<municipality:code>/<day:on>/", views.municipality, name="figures-place"),
    path("<place:code>/nieuwste.<form:form>", views.newest_download, name="figures-newest"),
    path("<place:code>/<day:on>.<form:form>", views.download, name="figures-file"),
]
