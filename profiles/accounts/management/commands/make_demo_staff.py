from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import CommandError
from django.db import transaction

from profiles.access.system_command import SystemCommand
from profiles.accounts.demo_codes import codes_now, set_up_second_step
from profiles.staff.demo_accounts import DEMO_ACCOUNTS, DemoAccountsError, make_demo_accounts


class Command(SystemCommand):
    help = "Make the log-ins of the demo (again), and print them. Only where DEMO=1."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--password", help="one password for all; each has its own without it")

    def handle(self, *args: object, password: str | None, **options: object) -> None:
        if not settings.DEMO:
            raise CommandError("log-ins that are printed are for a demo only: set DEMO=1")
        passwords = settings.DEMO_PASSWORDS
        if password:
            passwords = {account.username: password for account in DEMO_ACCOUNTS}
        try:
            with transaction.atomic():
                made = list(make_demo_accounts(passwords=passwords))
                for user, _ in made:
                    set_up_second_step(user)
        except DemoAccountsError as error:
            raise CommandError(str(error)) from error
        codes = {one.username: one.code for one in codes_now()}
        for user, known in made:
            self.stdout.write(f"  {user.username:<20} {known:<16} {codes[user.username]:<8} {user.role}")
