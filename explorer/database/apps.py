from django.apps import AppConfig


class DatabaseConfig(AppConfig):
    name = "explorer.database"
    label = "explorer_database"
