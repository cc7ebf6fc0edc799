from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "campagnon.people"

    def ready(self) -> None:
        import campagnon.people.listening  # noqa: F401  hears people come in
