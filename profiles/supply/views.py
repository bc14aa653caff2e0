"""Addresses for suppliers: each reads its question, makes one call, and answers in a declared shape."""

from collections.abc import Callable
from contextlib import ExitStack
from http import HTTPStatus
from typing import Any

import pghistory
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from explorer.web.api import MEDIA_TYPE, ProblemSerializer
from profiles.access.log_of_use import Action, log_use
from profiles.access.scope import as_organisation
from profiles.imports.fields import Vocabulary
from profiles.imports.models import Source
from profiles.imports.report import presentable
from profiles.publication.locks import own_transactions
from profiles.register.encryption import blind_index
from profiles.register.models import Candidate
from profiles.register.models.candidate import CandidateQuerySet
from profiles.register.verbs.confirm_profile import ConfirmationRefused, confirm_profile
from profiles.supply import VERSION, contents
from profiles.supply import serializers as shapes
from profiles.supply.deliver import Delivered, deliver
from profiles.supply.lists import Terms
from profiles.supply.models import SupplierToken
from profiles.supply.problems import ConflictProblem
from profiles.supply.reading import Reader, bsn_in

ERRORS = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.CONFLICT,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    HTTPStatus.TOO_MANY_REQUESTS,
)
PROBLEMS = {
    (status, MEDIA_TYPE): OpenApiResponse(ProblemSerializer, description=status.phrase) for status in ERRORS
}


def documented(
    name: str,
    text: Promise,
    shape: type[Serializer[Any]],
    *,
    asked: type[Serializer[Any]] | None = None,
    query: type[Serializer[Any]] | None = None,
    also: HTTPStatus | None = None,
) -> Callable[[Any], Any]:
    """Say in `openapi.json` what a view takes and gives, errors included. `also`: another status."""
    answers = {(status, "application/json"): shape for status in (HTTPStatus.OK, also) if status}
    return extend_schema(
        operation_id=name,
        description=text,
        request={"application/json": asked} if asked else None,
        parameters=[query] if query else [],
        responses={**answers, **PROBLEMS},
    )


class SupplierView(APIView):
    """A view for a request with a token: the database shows it the people of that organisation alone."""

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Any:
        # No log-in page; and transactions of its own, since a consent that is gone hides a profile.
        return own_transactions(login_not_required(super().as_view(**initkwargs)))

    def dispatch(self, request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
        # Entered by `initial`, when the token is known, and left after the answer is made.
        with ExitStack() as self.scope:
            response = super().dispatch(request, *args, **named)
        response["API-Version"] = VERSION
        return response

    def initial(self, request: Request, *args: Any, **named: Any) -> None:
        super().initial(request, *args, **named)
        if isinstance(request.auth, SupplierToken):
            organisation = request.auth.organisation_id
            self.scope.enter_context(as_organisation(organisation, actor=request.auth))

    @property
    def token(self) -> SupplierToken:
        token: Any = self.request.auth
        assert isinstance(token, SupplierToken), "`HasToken` lets no other request through"  # noqa: S101
        return token

    def candidates(self) -> CandidateQuerySet:
        """Those of the organisation; row-level security draws the same line once more."""
        return Candidate.objects.of(self.token.organisation)

    def one(self, number: str) -> Candidate:
        """A candidate of the organisation by the id of an address. Raises `Http404`."""
        found = contents.with_facts(self.candidates()).filter(reference_index=number).first()
        if found is None:
            raise Http404
        return found

    def log(self, action: Action, *people: Candidate) -> None:
        """In the log of use, whole or not at all."""
        with transaction.atomic():
            log_use(
                action=action, objects=[*people, self.token], request=self.request._request, actor=self.token
            )

    def deliver(self, shape: type[Serializer[Any]], *, whole: bool, known: Candidate | None) -> Response:
        """Take over the body, about a known candidate or whoever its reference names."""
        body = self.request.data
        if (key := bsn_in(body)) is not None:
            raise ValidationError(
                {presentable(key): [_("Hier staat een nummer dat een BSN kan zijn. Wij bewaren geen BSN.")]}
            )
        asked = shape(data=body)
        asked.is_valid(raise_exception=True)
        said = asked.validated_data
        reference = said.get("kenmerk") or (known.reference if known else "")
        reader = Reader(Terms(on=timezone.localdate()))
        values = reader.values(said)
        # By the index, as the register compares: other capitals or spaces are the same reference.
        if known and blind_index(reference, purpose="reference") != known.reference_index:
            raise ConflictProblem(_("Het kenmerk van een kandidaat verandert niet door een aanlevering."))
        delivered = deliver(
            token=self.token,
            reference=reference,
            values=values,
            whole=whole,
            request=self.request._request,
            now=timezone.now(),
        )
        skipped = [presentable(str(key)) for key in body if key not in asked.fields]
        return self.answer(delivered, reader, skipped)

    def answer(self, delivered: Delivered, reader: Reader, skipped: list[str]) -> Response:
        """How the candidate is now, and the report; its own address where it is new."""
        person = contents.candidate(self.one(delivered.index), Vocabulary())
        report = contents.report(
            outcome=delivered.outcome, findings=[*reader.findings, *delivered.findings], skipped=skipped
        )
        headers = {"Location": reverse("supply:candidate", args=[delivered.index])}
        return Response(
            shapes.DeliveredSerializer({"kandidaat": person, "verslag": report}).data,
            status=HTTPStatus.CREATED if delivered.is_new else HTTPStatus.OK,
            headers=headers if delivered.is_new else {},
        )


class CandidatesView(SupplierView):
    http_method_names = ("get", "post")

    @documented(
        "kandidaten",
        gettext_lazy("De kandidaten van de organisatie, hooguit 100 per antwoord."),
        shapes.CandidatesPageSerializer,
        query=shapes.PageQuestionSerializer,
    )
    def get(self, request: Request) -> Response:
        question = shapes.PageQuestionSerializer(data=request.query_params.dict())
        question.is_valid(raise_exception=True)
        page, shown = contents.candidates_page(self.candidates(), page=question.validated_data["pagina"])
        self.log(Action.LIST, *shown)
        return Response(shapes.CandidatesPageSerializer(page).data)

    @documented(
        "kandidaat_aanleveren",
        gettext_lazy(
            "Lever een kandidaat aan onder het eigen kenmerk. Nieuw: 201. Bekend: wat u meestuurt, "
            "wordt vergeleken en bijgewerkt. Nog eens hetzelfde verandert niets."
        ),
        shapes.DeliveredSerializer,
        asked=shapes.DeliverySerializer,
        also=HTTPStatus.CREATED,
    )
    def post(self, request: Request) -> Response:
        return self.deliver(shapes.DeliverySerializer, whole=False, known=None)


class SearchesView(SupplierView):
    http_method_names = ("post",)

    @documented(
        "zoekopdracht",
        gettext_lazy("De kandidaat met een kenmerk. Het kenmerk staat in de vraag en niet in het adres."),
        shapes.CandidateSerializer,
        asked=shapes.ReferenceSerializer,
    )
    def post(self, request: Request) -> Response:
        asked = shapes.ReferenceSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        found = contents.with_facts(self.candidates().with_reference(asked.validated_data["kenmerk"])).first()
        if found is None:
            raise Http404
        self.log(Action.VIEW, found)
        return Response(shapes.CandidateSerializer(contents.candidate(found, Vocabulary())).data)


class CandidateView(SupplierView):
    http_method_names = ("get", "put", "patch")

    @documented("kandidaat", gettext_lazy("Eén kandidaat."), shapes.CandidateSerializer)
    def get(self, request: Request, number: str) -> Response:
        found = self.one(number)
        self.log(Action.VIEW, found)
        return Response(shapes.CandidateSerializer(contents.candidate(found, Vocabulary())).data)

    @documented(
        "kandidaat_vervangen",
        gettext_lazy(
            "Lever een bekende kandidaat opnieuw aan, helemaal: wat eerder was aangeleverd en nu ontbreekt, "
            "gaat weg. Toestemming gaat alleen weg door een geschreven Nee."
        ),
        shapes.DeliveredSerializer,
        asked=shapes.DeliverySerializer,
    )
    def put(self, request: Request, number: str) -> Response:
        return self.deliver(shapes.DeliverySerializer, whole=True, known=self.one(number))

    @documented(
        "kandidaat_bijwerken",
        gettext_lazy("Lever een deel aan; wat ontbreekt, blijft zoals het is."),
        shapes.DeliveredSerializer,
        asked=shapes.AnswersSerializer,
    )
    def patch(self, request: Request, number: str) -> Response:
        return self.deliver(shapes.AnswersSerializer, whole=False, known=self.one(number))


class ConfirmationsView(SupplierView):
    http_method_names = ("post",)

    @documented(
        "kandidaat_bevestigen",
        gettext_lazy("Zeg dat het profiel vandaag nog klopt. Dit geeft niemand vrij."),
        shapes.CandidateSerializer,
    )
    def post(self, request: Request, number: str) -> Response:
        found = self.one(number)
        profile = getattr(found, "profile", None)
        if profile is None:
            raise ConflictProblem(_("Deze kandidaat heeft nog geen profiel. Er valt niets te bevestigen."))
        with (
            transaction.atomic(),
            pghistory.context(source=Source.SUPPLIER.value, supplier=self.token.name),
        ):
            try:
                confirm_profile(profile=profile, on=timezone.localdate())
            except ConfirmationRefused as refusal:
                raise ConflictProblem(str(refusal)) from None
            self.log(Action.CONFIRM, found)
        person = contents.candidate(self.one(number), Vocabulary())
        return Response(shapes.CandidateSerializer(person).data)


class NowhereView(SupplierView):
    """Any other address below `/api/v1/`; what is there is for a token to know."""

    schema = None

    def get(self, request: Request) -> Response:
        raise Http404

    post = put = patch = delete = get
