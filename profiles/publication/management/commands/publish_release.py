from argparse import ArgumentParser

from django.core.management.base import CommandError
from django.utils import timezone

from profiles.access.system_command import SystemCommand
from profiles.publication.activate_release import ActivationRefused
from profiles.publication.models import Policy
from profiles.publication.preview import preview_release
from profiles.publication.publish_release import PublicationRefused, publish_release
from profiles.publication.summary import lines_of


class Command(SystemCommand):
    help = "Make an anonymous release of what is publishable today, and show it to employers."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--policy", metavar="NAME", help="policy to follow; the default one unless given")
        parser.add_argument("--by", metavar="NAME", default="", help="who publishes, for the record")
        parser.add_argument("--dry-run", action="store_true", help="only say what the release would hold")
        parser.add_argument(
            "--force",
            metavar="REASON",
            default="",
            help="earlier or with fewer changes than the policy asks; needs --by, and is kept",
        )

    def handle(
        self, *args: object, policy: str | None, by: str, dry_run: bool, force: str, **options: object
    ) -> None:
        chosen = None if policy is None else Policy.objects.filter(name=policy).first()
        if policy is not None and chosen is None:
            names = ", ".join(Policy.objects.values_list("name", flat=True))
            raise CommandError(f"There is no policy {policy!r}. Known: {names}.")
        today = timezone.localdate()
        try:
            if dry_run:
                self._write(
                    "Nothing is published. A release would hold:", preview_release(on=today, policy=chosen)
                )
            else:
                publication = publish_release(on=today, policy=chosen, by=by, forced_because=force)
                self._write(f"Release {publication.release_number} is active:", publication.counts)
        except (PublicationRefused, ActivationRefused) as error:
            raise CommandError(str(error)) from error

    def _write(self, heading: str, counts: dict[str, object]) -> None:
        self.stdout.write(heading)
        for line in lines_of(counts):
            self.stdout.write(f"  {line}")
