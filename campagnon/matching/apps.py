from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "campagnon.matching"

    def ready(self) -> None:
        import campagnon.matching.actions.listening  # noqa: F401  hears the notices
