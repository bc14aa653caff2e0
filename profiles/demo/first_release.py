"""Which release the demo needs: a first one, or another when it is to follow another policy."""

import json

from explorer.release.models import Release
from profiles.publication.models import Policy


class UnknownPolicy(Exception):
    """There is no policy of that name; the message names those there are."""


def require_policy(name: str) -> None:
    """Raises `UnknownPolicy`. No name is the default policy, whichever that is."""
    names = list(Policy.objects.order_by("name").values_list("name", flat=True))
    if name and name not in names:
        raise UnknownPolicy(f"there is no policy {name!r}; known are {', '.join(names)}")


def is_due(*, policy: str) -> bool:
    """Whether employers see nothing yet, or a release by other rules than those asked for."""
    active = Release.objects.active()
    if active is None:
        return True
    if not policy:
        return False
    # As it is read back: JSON knows no tuples.
    rules = json.loads(json.dumps(Policy.objects.get(name=policy).rules().to_json()))
    return bool(active.policy != rules)


def reason(*, policy: str) -> str:
    """Why the demo may publish before the policy allows it; empty for a first release, which needs none."""
    # A policy may ask for days between releases, and a demo does not wait.
    return f"the demo is to follow the policy {policy}" if Release.objects.active() else ""
