from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from profiles.publication.activate_release import ActivationRefused
from profiles.publication.publish_release import PublicationRefused
from profiles.publication.repair_release import repair_release


class Command(BaseCommand):
    help = "Publish anew if people were hidden since and what is left of a group or fact is under k."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--by", metavar="NAME", default="", help="who publishes, for the record")

    def handle(self, *args: object, by: str, **options: object) -> None:
        try:
            publication = repair_release(on=timezone.localdate(), by=by)
        except (PublicationRefused, ActivationRefused) as error:
            raise CommandError(str(error)) from error
        if publication is None:
            self.stdout.write("Nothing to repair.")
        else:
            self.stdout.write(f"Release {publication.release_number} is active.")
