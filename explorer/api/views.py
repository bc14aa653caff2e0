"""Addresses of the API: each parses parameters, makes one call and gives an answer of a declared shape."""

from collections.abc import Callable, Collection, Hashable
from datetime import date
from http import HTTPStatus
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from explorer.api import VERSION, contents
from explorer.api import serializers as shapes
from explorer.api.problems import InvalidQuery, NoReleaseYet
from explorer.release.models import Release
from explorer.search.answer import Answer, answer
from explorer.search.current import Current, current
from explorer.search.facets import DISTANCES, FACETS, Facet
from explorer.search.query import LAST_PAGE, LONGEST_TEXT, MOST_HOURS, read_query
from explorer.transparency.figures.places import COUNTRY
from explorer.transparency.figures.reading import Shelf, country_on, region_on, shelf
from explorer.web.api import MEDIA_TYPE, ProblemSerializer
from explorer.web.pages import kept

Parameter = OpenApiParameter | type[Serializer[Any]]
METHODS = "GET, HEAD, OPTIONS"
SEARCH = [
    OpenApiParameter(
        "q",
        {"type": "string", "maxLength": LONGEST_TEXT},
        description="Woorden, gelezen zoals de zoekpagina ze leest",
    ),
    OpenApiParameter("vanuit", str, description="Gemeente: naam of code"),
    OpenApiParameter("straal", int, enum=DISTANCES, description="Kilometers rond `vanuit`"),
    OpenApiParameter("urenVan", {"type": "integer", "minimum": 0, "maximum": MOST_HOURS}),
    OpenApiParameter("urenTot", {"type": "integer", "minimum": 0, "maximum": MOST_HOURS}),
    *(OpenApiParameter(facet.name, str, many=True, description=str(facet.explanation)) for facet in FACETS),
    OpenApiParameter("pagina", {"type": "integer", "minimum": 1, "maximum": LAST_PAGE}),
]
PROBLEMS = {
    (status, MEDIA_TYPE): OpenApiResponse(ProblemSerializer, description=HTTPStatus(status).phrase)
    for status in (HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND, HTTPStatus.SERVICE_UNAVAILABLE)
}


def documented(
    name: str, text: Promise, shape: type[Serializer[Any]], *parameters: Parameter
) -> Callable[[Any], Any]:
    """Say in `openapi.json` what a view takes and gives, errors included."""
    return extend_schema(
        operation_id=name,
        description=text,
        parameters=list(parameters),
        responses={(HTTPStatus.OK, "application/json"): shape, **PROBLEMS},
    )


class PublicView(APIView):
    """What every address has: all may read it, from any page, and an unchanged answer is not sent again."""

    renderer_classes = (JSONRenderer,)
    http_method_names = ("get", "head", "options")

    def dispatch(self, request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
        def make() -> HttpResponse:
            response = super(PublicView, self).dispatch(request, *args, **named)
            # DRF renders after the view, and `kept` needs the finished answer.
            return response.render() if isinstance(response, Response) else response  # type: ignore[return-value]

        response = kept(request, state=self.state(), make=make) if request.method == "GET" else make()
        response["API-Version"] = VERSION
        # Without cookies or log-in there is nothing that another site could misuse.
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "API-Version, ETag"
        return response

    def state(self) -> Hashable:
        """The data that an answer is made of; see `kept`."""
        now = current()
        return (now.release.number, now.release.content_hash) if now else 0

    def options(self, request: HttpRequest, *args: Any, **named: Any) -> Response:
        """Let a browser ask with headers of its own, such as If-None-Match."""
        allowed = {"Access-Control-Allow-Methods": METHODS, "Access-Control-Allow-Headers": "*"}
        return Response(status=HTTPStatus.NO_CONTENT, headers={**allowed, "Allow": METHODS})


def released() -> Current:
    """The active release. Raises `NoReleaseYet`."""
    now = current()
    if now is None:
        raise NoReleaseYet
    return now


def asked(now: Current, data: QueryDict, *, counted: Collection[Facet] = ()) -> Answer:
    """The answer to the parameters of a search. Raises `InvalidQuery` where a page would leave one out.

    `counted`: the facets that get a count for each option.
    """
    # The search reads its own names; the API's are camelCase, as the design rules ask.
    renamed = QueryDict(mutable=True)
    # A copy: the search gets names that it knows, whatever they are called here.
    for name in data:
        renamed.setlist(contents.PARAMETERS.get(name, name), data.getlist(name))
    query = read_query(now, renamed)
    # A page leaves a wrong value out and says so; a program would not read that.
    if query.problems:
        raise InvalidQuery(query.problems)
    return answer(now, query, counted=counted)


class GroupsView(PublicView):
    @documented(
        "groepen",
        _("Anonieme profielen bij een vraag, met de aantallen van de zoekpagina."),
        shapes.GroupsPageSerializer,
        *SEARCH,
    )
    def get(self, request: HttpRequest) -> Response:
        now = released()
        found = asked(now, request.GET)
        return Response(shapes.GroupsPageSerializer(contents.groups_page(now, found)).data)


class FacetsView(PublicView):
    @documented(
        "facetten",
        _("Alle facetten met hun opties, en het aantal van elke optie bij een vraag."),
        shapes.FacetsSerializer,
        *SEARCH,
    )
    def get(self, request: HttpRequest) -> Response:
        now = released()
        return Response(
            shapes.FacetsSerializer(contents.facets(now, asked(now, request.GET, counted=FACETS))).data
        )


class TermsView(PublicView):
    @documented(
        "vaktermen",
        _("Vaktermen van de zichtbare uitgave: kenmerken met hun codes en namen."),
        shapes.TermsPageSerializer,
        shapes.TermsQuestionSerializer,
    )
    def get(self, request: HttpRequest) -> Response:
        question = shapes.TermsQuestionSerializer(data=request.GET.dict())
        question.is_valid(raise_exception=True)
        given = question.validated_data
        found = contents.terms_page(
            released(), attribute=given.get("kenmerk", ""), text=given.get("q", ""), page=given["pagina"]
        )
        return Response(shapes.TermsPageSerializer(found).data)


class TermView(PublicView):
    @documented("vakterm", _("Eén vakterm, bij kenmerk en code."), shapes.TermSerializer)
    def get(self, request: HttpRequest, attribute: str, code: str) -> Response:
        now = released()
        concept = now.vocabulary.find(attribute, code)
        if concept is None:
            raise Http404
        return Response(shapes.TermSerializer(contents.term(now, concept)).data)


class ReleasesView(PublicView):
    def state(self) -> Hashable:
        return tuple(_shown().values_list("number", "content_hash", "state"))

    @documented(
        "uitgaven",
        _("De uitgaven die er zijn, de zichtbare en haar voorganger, met hun bestanden."),
        shapes.ReleasesSerializer,
    )
    def get(self, request: HttpRequest) -> Response:
        listed = [contents.release(each) for each in _shown()]
        return Response(shapes.ReleasesSerializer({"uitgaven": listed}).data)


class ReleaseView(ReleasesView):
    @documented("uitgave", _("Eén uitgave."), shapes.ReleaseSerializer)
    def get(self, request: HttpRequest, number: int) -> Response:
        found = _shown().filter(number=number).first()
        if found is None:
            raise Http404
        return Response(shapes.ReleaseSerializer(contents.release(found)).data)


class FiguresDatesView(PublicView):
    @cached_property
    def shelf(self) -> Shelf:
        """The dates there are, read once a request: its tag and its answer are made of the same ones."""
        return shelf()

    def state(self) -> Hashable:
        return tuple((edition.on, edition.published_at) for edition in self.shelf.editions)

    @documented("cijferdatums", _("De datums waarvan er cijfers zijn."), shapes.FiguresDatesSerializer)
    def get(self, request: HttpRequest) -> Response:
        dates = [edition.on for edition in self.shelf.editions]
        return Response(shapes.FiguresDatesSerializer({"datums": dates}).data)


class FiguresView(FiguresDatesView):
    @documented(
        "cijfers",
        _("De cijfers van een datum, van het land, een regio of een gemeente."),
        shapes.FiguresSerializer,
        shapes.FiguresQuestionSerializer,
    )
    def get(self, request: HttpRequest, on: str) -> Response:
        question = shapes.FiguresQuestionSerializer(data=request.GET.dict())
        question.is_valid(raise_exception=True)
        try:
            edition = self.shelf.of(date.fromisoformat(on))
        except ValueError:
            raise Http404 from None
        code, place = question.validated_data["plaats"], None
        if edition is not None and code == COUNTRY:
            place = country_on(edition)
        elif edition is not None and (region := region_on(edition, code)):
            place = region.part(code)
        if edition is None or place is None:
            raise Http404
        return Response(shapes.FiguresSerializer(contents.figures(edition, place)).data)


class NowhereView(PublicView):
    """Any other address below `/api/v1/`."""

    schema = None

    def get(self, request: HttpRequest) -> Response:
        raise Http404


def _shown() -> QuerySet[Release]:
    # What is prepared may still be refused by the verifier.
    return Release.objects.exclude(state=Release.State.PREPARED)
