import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from explorer.database import local
from explorer.database.binaries import ServerError
from profiles.demo import supervise
from profiles.demo.pair import pair
from profiles.demo.sites import SiteError
from profiles.demo.steps import StepError


class Command(BaseCommand):
    help = "Run both sites on this machine with an invented population."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
        parser.add_argument("--register-port", type=int, default=int(os.environ.get("REGISTER_PORT") or 8001))
        parser.add_argument(
            "--policy",
            default=os.environ.get("POLICY", ""),
            help="rules of the release by name; the default ones unless given",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if os.environ.get("DATABASE_URL") or os.environ.get("REGISTER_DATABASE_URL"):
            raise CommandError("the demo brings its own databases; run it without DATABASE_URL")
        try:
            supervise.run(
                root=settings.BASE_DIR,
                local_dir=settings.LOCAL_DIR,
                server=local.cluster(settings.LOCAL_DIR),
                sites=pair(
                    root=settings.BASE_DIR,
                    local_dir=settings.LOCAL_DIR,
                    ports={"explorer": options["port"], "profiles": options["register_port"]},
                ),
                policy=options["policy"],
                report=self._report,
            )
        except (SiteError, StepError, ServerError) as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt:
            self._report("\nstopped\n")

    def _report(self, text: str) -> None:
        self.stdout.write(text, ending="")
        self.stdout.flush()
