from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from profiles.accounts.backend import find_account
from profiles.accounts.manage import reset_second_step


class Command(BaseCommand):
    help = "Take the second step of an account away and lift its lock-out, where nobody else may."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="user name or mail address")
        parser.add_argument("--why", required=True, help="the reason, which is written down")

    def handle(self, *args: object, name: str, why: str, **options: object) -> None:
        account = find_account(name)
        if account is None:
            raise CommandError(f"there is no account “{name}”")
        reset_second_step(account, by=None, why=why, request=None, at=timezone.now())
        self.stdout.write("done: at the next log-in a new second step is set up")
