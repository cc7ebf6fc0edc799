from time import perf_counter

from django.core.management.base import BaseCommand

from campagnon.territories.loading import load_reference
from campagnon.territories.models import Commune, LoadedReference


class Command(BaseCommand):
    help = "Loads all communes of France from the shipped files; does nothing when they are loaded already."

    def handle(self, **options) -> None:
        start = perf_counter()
        had_country = LoadedReference.objects.filter(country_neighbours_at__isnull=False).exists()
        if load_reference():
            count = Commune.objects.current().count()
            self.stdout.write(f"{count} communes chargées en {perf_counter() - start:.1f} s.")
            if had_country:
                self.stdout.write(
                    "Relancez « neighbours --all » : seuls les territoires ouverts sont à jour."
                )
        else:
            self.stdout.write("Les communes sont déjà chargées.")
