from django.apps import AppConfig


class SiteTextsConfig(AppConfig):
    name = "explorer.site_texts"
    label = "explorer_site_texts"
    verbose_name = "Teksten van de site"
