from django.apps import AppConfig


class CesuConfig(AppConfig):
    name = "campagnon.cesu"
