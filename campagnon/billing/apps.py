from django.apps import AppConfig


class BillingConfig(AppConfig):
    name = "campagnon.billing"

    def ready(self) -> None:
        import campagnon.billing.actions.listening  # noqa: F401  hears the clock and people
