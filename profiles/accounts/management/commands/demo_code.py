from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from profiles.accounts.demo_codes import NoDemo, codes_now


class Command(BaseCommand):
    help = "Say the code of the second step of a demo account. Only where DEMO=1."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: object, username: str, **options: object) -> None:
        try:
            found = [one for one in codes_now() if one.username == username]
        except NoDemo as refusal:
            raise CommandError(str(refusal)) from refusal
        if not found:
            raise CommandError(f"there is no demo account “{username}”")
        self.stdout.write(f"{found[0].code}  (for {found[0].seconds} more seconds)")
