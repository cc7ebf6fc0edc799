from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "campagnon.catalogue"
