from django.apps import AppConfig


class DemandConfig(AppConfig):
    name = "explorer.demand"
    label = "explorer_demand"
    verbose_name = "Gevraagd"
