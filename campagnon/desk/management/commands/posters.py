from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from campagnon.common.typesetting import NotTypeset
from campagnon.desk.posters import communes_of, typeset_posters
from campagnon.territories.models import Territory


class Command(BaseCommand):
    help = "Écrit l’affiche de chaque commune des territoires ouverts, un PDF par commune."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", type=Path, required=True, metavar="DOSSIER", help="où les écrire")

    def handle(self, *args, out: Path, **options) -> None:
        today, communes = timezone.localdate(), communes_of(list(Territory.objects.open()))
        out.mkdir(parents=True, exist_ok=True)
        for commune in communes:
            try:
                pdf = typeset_posters([commune], on=today)
            except NotTypeset as failure:
                raise CommandError(f"{commune.name} : {failure}") from failure
            (out / f"affiche-{commune.insee}.pdf").write_bytes(pdf)
        self.stdout.write(f"{len(communes)} affiches dans {out}")
