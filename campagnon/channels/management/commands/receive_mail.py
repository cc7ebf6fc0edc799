import asyncio

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from campagnon.channels.mail_server import serve


class Command(BaseCommand):
    help = "Reçoit les réponses par e-mail que le serveur de messagerie du domaine nous remet."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="où écouter ; jamais ouvert à Internet")
        parser.add_argument("--port", type=int, default=2525)

    def handle(self, *args, host: str, port: int, **options) -> None:
        if not settings.REPLY_DOMAIN:
            raise CommandError("CAMPAGNON_REPLY_DOMAIN n’est pas réglé : aucune lettre n’attend de réponse.")
        self.stdout.write(f"Les réponses à @{settings.REPLY_DOMAIN} sont attendues sur {host}:{port}.")
        try:
            asyncio.run(self._listen(host, port))
        except KeyboardInterrupt:
            self.stdout.write("Arrêté.")

    async def _listen(self, host: str, port: int) -> None:
        server = await serve(host, port)
        async with server:
            await server.serve_forever()
