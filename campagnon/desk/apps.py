from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "campagnon.desk"

    def ready(self) -> None:
        import campagnon.desk.listening  # noqa: F401  hears the rooms below
