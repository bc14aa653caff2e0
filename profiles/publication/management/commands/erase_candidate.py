from argparse import ArgumentParser

from django.core.management.base import CommandError
from django.utils import timezone

from profiles.access.system_command import SystemCommand
from profiles.publication.erase_candidate import BACKUP_TERM, erase_candidate
from profiles.register.models import Candidate


class Command(SystemCommand):
    help = "Erase a person from the register and its history. This cannot be undone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("id", type=int, metavar="ID", help="number of the candidate in the register")
        parser.add_argument("--yes", action="store_true", help="really erase; without it nothing is done")

    def handle(self, *args: object, id: int, yes: bool, **options: object) -> None:
        candidate = Candidate.objects.filter(pk=id).first()
        if candidate is None:
            raise CommandError(f"There is no candidate {id}.")
        if not yes:
            raise CommandError(f"Add --yes to erase candidate {id} for good.")
        erase_candidate(candidate=candidate, on=timezone.localdate())
        self.stdout.write(f"Candidate {id} is erased. The next release counts without them.")
        self.stdout.write(f"Backups still hold the person for at most {BACKUP_TERM.days} days.")
