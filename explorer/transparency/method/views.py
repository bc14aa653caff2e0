"""The page that tells how profiles are made anonymous."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from explorer.release.models import Release
from explorer.release.promise import not_protected
from explorer.transparency.method import comparison
from explorer.transparency.method.account import account_of, shown_subjects
from explorer.transparency.method.picture import picture
from explorer.web.pages import page


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """What is published, what is promised, how it was proved and what is not protected."""
    release = Release.objects.active()
    policy = release.policy if release else {}
    account = account_of(release) if release else None
    attack = account.attack if account else None
    context: dict[str, object] = {
        "section": "method",
        "account": account,
        "columns": comparison.columns(attack) if attack else (),
        "rows": comparison.rows(account, attack) if account and attack else (),
        "picture": picture(policy),
        "subjects": shown_subjects(),
        "not_protected": not_protected(policy),
    }
    synthetic = release is not None and release.synthetic
    return page(request, "explorer/method/method.html", context, synthetic=synthetic)
