from django.core.management.base import BaseCommand

from campagnon.channels.actions import deliver_due


class Command(BaseCommand):
    help = "Envoie les e-mails et les SMS qui attendent."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--limit", type=int, default=100, help="combien au plus")

    def handle(self, *args, limit: int, **options) -> None:
        done = deliver_due(limit=limit)
        self.stdout.write(
            f"{done.sent} partis, {done.postponed} remis à plus tard, {done.given_up} abandonnés."
        )
