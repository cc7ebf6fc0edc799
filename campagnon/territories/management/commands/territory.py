from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from campagnon.territories.actions import open_territory
from campagnon.territories.models import Commune, Epci, Territory


class Command(BaseCommand):
    help = "Opens a territory (territory open <siren>) or lists the open ones (territory list)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        opening = verbs.add_parser("open", help="open the communauté de communes of this SIREN")
        opening.add_argument("siren")
        opening.add_argument("--name", help="what people call it")
        opening.add_argument("--slug", help="its address")
        opening.add_argument("--phone", default="", help="the number people call")
        verbs.add_parser("list", help="list the open territories")

    def handle(self, *, verb: str, **options) -> None:
        if verb == "list":
            self._list()
        else:
            self._open(options["siren"].replace(" ", ""), options)

    def _open(self, siren: str, options: dict) -> None:
        if not Commune.objects.exists():
            raise CommandError(
                "Les communes ne sont pas encore chargées : lancez d’abord « load_reference »."
            )
        already = Territory.objects.filter(epci=siren).first()
        if already:
            self.stdout.write(f"{already.name} est déjà ouvert : /territoires/{already.slug}/")
            return
        try:
            territory = open_territory(siren, **{key: options[key] for key in ("name", "slug", "phone")})
        except Epci.DoesNotExist:
            raise CommandError(
                f"Aucune intercommunalité n’a le SIREN « {siren} ». Il compte neuf chiffres,"
                " par exemple 246000848."
            ) from None
        count = territory.epci.communes.current().count()
        self.stdout.write(f"{territory.name} est ouvert : {count} communes, /territoires/{territory.slug}/")

    def _list(self) -> None:
        for territory in Territory.objects.open():
            self.stdout.write(f"{territory.epci_id}  {territory.slug}  {territory.name}")
