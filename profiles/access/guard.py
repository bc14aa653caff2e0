"""Pages ask for rights by the table of roles. A test fails for a page that says nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from profiles.access.rights import Right, rights_of

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def needs(*rights: Right) -> Callable[[View], View]:
    """A page for whoever has one of these rights: 403 for all others.

    Without a right: for every account that is logged in. The rights are kept as `view.rights`.
    For a class: `@method_decorator(needs(...), name="dispatch")` and `rights = (...)`, see `NeedsRights`.
    """

    def decorated(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            require(request, *rights)
            return view(request, *args, **kwargs)

        guarded.rights = rights  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return decorated


def require(request: HttpRequest, *rights: Right) -> None:
    """403 for a user with none of these rights."""
    # None asked: for all accounts that are logged in, which the middleware has seen to.
    if rights and rights_of(request.user).isdisjoint(rights):
        raise PermissionDenied(_("Uw rol geeft geen toegang tot deze pagina."))


class NeedsRights:
    """The same for a page that is a class: `rights = (Right.…,)` beside its name."""

    rights: tuple[Right, ...] = ()

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Callable[..., HttpResponseBase]:
        view: Callable[..., HttpResponseBase] = super().as_view(**initkwargs)  # type: ignore[misc]
        return needs(*cls.rights)(view)
