from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import CommandError

from explorer.database import local
from profiles.access.system_command import SystemCommand
from profiles.demo.steps import StepError, prepare


class Command(SystemCommand):
    help = "Fill the databases of the demo: tables, vocabulary, people, log-ins, a first release."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--policy", default="", help="rules of the release by name; the default ones without"
        )

    def handle(self, *args: object, policy: str, **options: object) -> None:
        if not settings.DEMO:
            raise CommandError("invented people are for a demo only: set DEMO=1")
        try:
            text = prepare(
                root=settings.BASE_DIR,
                server=local.cluster(settings.LOCAL_DIR),
                policy=policy,
                report=self._report,
            )
        except StepError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(text)

    def _report(self, text: str) -> None:
        self.stderr.write(text, ending="")
        self.stderr.flush()
