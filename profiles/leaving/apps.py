from django.apps import AppConfig


class LeavingConfig(AppConfig):
    name = "profiles.leaving"
    label = "leaving"
