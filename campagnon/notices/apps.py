from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "campagnon.notices"

    def ready(self) -> None:
        import campagnon.notices.hearing  # noqa: F401  hears answers and sentences
        import campagnon.notices.listening  # noqa: F401  hears people arrive and leave
