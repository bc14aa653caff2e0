"""Who looks: the employer who is signed in, or the public."""

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest

from explorer.search.references import PUBLIC


def viewer_of(request: HttpRequest) -> str:
    """The name under which references are made for this visitor.

    The session tells it, without a look at the account: a visitor without a session
    costs no query, one who is signed in a single one.
    """
    account = request.session.get(SESSION_KEY)
    return PUBLIC if account is None else f"employer-{account}"
