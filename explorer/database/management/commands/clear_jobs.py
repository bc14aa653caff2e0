from typing import Any

from django.core.management.base import BaseCommand

from explorer.database.clear_jobs import DONE_DAYS, FAILED_DAYS, clear_jobs


class Command(BaseCommand):
    help = f"Take away jobs that ended {DONE_DAYS} days ago, and those that failed {FAILED_DAYS} days ago."

    def handle(self, *args: Any, **options: Any) -> None:
        clear_jobs()
