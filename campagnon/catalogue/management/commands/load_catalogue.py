from typing import Any

from django.core.management.base import BaseCommand

from campagnon.catalogue.loading import load_catalogue


class Command(BaseCommand):
    """Make the catalogue's tables say what its two files say; safe to run again."""

    help = "Load the sectors and services from campagnon/catalogue/data."

    def handle(self, *args: Any, **options: Any) -> None:
        count = load_catalogue()
        if options["verbosity"] > 1:
            self.stdout.write(f"{count} services.")
