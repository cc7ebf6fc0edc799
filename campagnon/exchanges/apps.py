from django.apps import AppConfig


class ExchangesConfig(AppConfig):
    name = "campagnon.exchanges"

    def ready(self) -> None:
        import campagnon.exchanges.actions.hearing  # noqa: F401  hears what one word answers
        import campagnon.exchanges.actions.listening  # noqa: F401  hears notices and people
