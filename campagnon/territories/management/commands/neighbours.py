from argparse import ArgumentParser
from time import perf_counter

from django.core.management.base import BaseCommand

from campagnon.territories.models import Neighbour
from campagnon.territories.neighbours import rebuild_open_neighbours, store_country_neighbours


class Command(BaseCommand):
    help = (
        "Stores again which communes are near which, for the open territories or (--all) the whole country."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="every commune of the country, in minutes")

    def handle(self, **options) -> None:
        start = perf_counter()
        if options["all"]:
            for done in store_country_neighbours():
                if options["verbosity"] > 1:
                    self.stdout.write(f"{done} communes, {perf_counter() - start:.0f} s")
        else:
            rebuild_open_neighbours()
        pairs = Neighbour.objects.count()
        self.stdout.write(f"{pairs} paires de communes voisines, en {perf_counter() - start:.1f} s.")
