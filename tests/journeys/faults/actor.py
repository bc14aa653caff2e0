"""A process that does one act at a time: the jobs of the public site, or the inside of the desk.

Reads a line of JSON, does what it says and answers with a line. Its argument is the package of the site.
"""

import json
import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

ANSWERS = os.fdopen(os.dup(sys.stdout.fileno()), "w")


def main() -> None:
    """Answer until the input ends; an error is an answer, so that the harness tries again."""
    package = sys.argv[1]
    # What commands print is no answer.
    sys.stdout = sys.stderr
    os.environ["DJANGO_SETTINGS_MODULE"] = f"{package}.settings"
    import django

    django.setup()
    everybody: Callable[[], AbstractContextManager[None]] = nullcontext
    if package == "profiles":
        from profiles.access.scope import as_system
        from profiles.accounts import middleware

        # As commands do; a page goes by who asks. The log-in with its two steps is tried elsewhere.
        everybody = as_system
        middleware.has_passed = lambda request, user: True
    acts: dict[str, Callable[..., Any]] = {"command": command, "set_up": set_up, "post": post, "case": case}
    say({"asked": 0, "said": package})
    for line in sys.stdin:
        asked = json.loads(line)
        number = asked.pop("asked")
        try:
            with everybody() if asked["act"] != "post" else nullcontext():
                say({"asked": number, "said": acts[asked.pop("act")](**asked)})
        except Exception as error:
            say({"asked": number, "error": f"{type(error).__name__}: {error}"})
        finally:
            from django.db import connections

            # A connection that died with its server is not used again.
            connections.close_all()


def say(answer: dict[str, Any]) -> None:
    ANSWERS.write(json.dumps(answer) + "\n")
    ANSWERS.flush()


def command(name: str) -> str:
    """A job of a worker, by its command."""
    from django.core.management import call_command

    call_command(name, verbosity=0)
    return name


def set_up() -> int:
    """A desk with an adviser, shown outside; gives the adviser's primary key."""
    from django.core.management import call_command

    from tests.factories.register import DeskFactory, OrganisationFactory
    from tests.factories.staff import StaffUserFactory
    from tests.factories.vocabulary import small_vocabulary

    small_vocabulary()
    organisation = OrganisationFactory(name="Gemeente Venlo")
    DeskFactory(code="noord", region=organisation.region)
    call_command("publish_desks", verbosity=0)
    adviser = StaffUserFactory(adviser=True, organisation=organisation, email="adviseur@example.org")
    return int(adviser.pk)


def post(adviser: int, address: str, **values: str) -> str:
    """A form of the desk, sent by the adviser through all of the site; gives the place it leads to."""
    from profiles.staff.models import StaffUser
    from tests.profiles.staff.reader import logged_in

    client = logged_in(StaffUser.objects.get(pk=adviser))
    client.raise_request_exception = False
    # The name that tests are asked under is none of a site that runs.
    client.defaults["SERVER_NAME"] = "localhost"
    answer = client.post(address, values)
    return str(answer.headers.get("Location") or answer.status_code)


def case(number: str) -> dict[str, Any]:
    """What the inside says of a request."""
    from profiles.desk.models import Case

    found = Case.objects.get(number=number)
    waiting = found.acts.filter(done_at=None).count()
    return {"version": found.version, "state": found.state, "outcome": found.outcome, "waiting": waiting}


if __name__ == "__main__":
    main()
