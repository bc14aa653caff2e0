"""The page that says how people are kept from being found."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from explorer.release.models import Release
from explorer.release.promise import k_of, labels_of_series, not_protected, one_in_of
from explorer.transparency.method.account import account_of
from explorer.transparency.method.algorithm_register import entry
from explorer.web.pages import kept, page, public

USUAL_ONE_IN = 20


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """What is published, what is promised, how it was proved and what is not protected."""
    release = Release.objects.active()

    def make() -> HttpResponse:
        account = account_of(release) if release else None
        policy = release.policy if release else {}
        context: dict[str, object] = {
            "section": "method",
            "account": account,
            "k": k_of(policy),
            "labels": labels_of_series(policy),
            "one_in": one_in_of(policy) or USUAL_ONE_IN,
            "not_protected": account.not_protected if account else not_protected(policy),
        }
        synthetic = release is not None and release.synthetic
        return page(request, "explorer/method/method.jinja", context, synthetic=synthetic)

    return kept(request, state=release.number if release else 0, make=make)


@require_safe
def algorithm_register(request: HttpRequest) -> HttpResponse:
    """The entry for the algorithm register, as JSON of publication standard 1.0."""
    release = Release.objects.active()

    def make() -> HttpResponse:
        answer = JsonResponse(entry(release), json_dumps_params={"ensure_ascii": False, "indent": 2})
        return public(answer)

    return kept(request, state=release.number if release else 0, make=make)
