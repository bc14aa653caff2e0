from typing import Any

from django.utils import timezone

from profiles.access.system_command import SystemCommand
from profiles.quality.purge_demand import purge_demand


class Command(SystemCommand):
    help = "Throw away what employers asked longer ago than DEMAND_WEEKS; for once a week."

    def handle(self, *args: Any, **options: Any) -> None:
        gone = purge_demand(on=timezone.localdate())
        self.stdout.write(f"{gone} searches of former weeks thrown away.")
