from django.apps import AppConfig


class HostConfig(AppConfig):
    name = "tests.host"
    label = "host"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from clinic_pages.pages.booking_providers import PROVIDERS, Provider

        PROVIDERS.register("rota", Provider("Rota", ("book.rota.example",)))
