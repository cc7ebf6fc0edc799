from django.core.management.base import BaseCommand, CommandError, CommandParser

from campagnon.people.actions import appoint_agent, end_post
from campagnon.people.models import Agent, User
from campagnon.territories.models import Territory


class Command(BaseCommand):
    help = "Confie le guichet d’un territoire à quelqu’un, ou le reprend."

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        for act, said in (("appoint", "confier"), ("end", "reprendre")):
            one = acts.add_parser(act, help=said)
            one.add_argument("email", help="adresse d’un compte ouvert")
            one.add_argument("territory", help="par exemple picardie-verte")
            if act == "appoint":
                one.add_argument("--administrator", action="store_true", help="règle aussi le territoire")

    def handle(self, *args, act: str, email: str, territory: str, **options) -> None:
        user = User.objects.opened().filter(email=email.strip().lower()).first()
        if user is None:
            raise CommandError("Aucun compte ouvert à cette adresse.")
        here = Territory.objects.filter(slug=territory).first()
        if here is None:
            raise CommandError("Aucun territoire ouvert ne s’appelle ainsi.")
        if act == "appoint":
            appoint_agent(user, here, is_administrator=options["administrator"])
            self.stdout.write(f"{user} tient le guichet de {here}. Sa double vérification lui sera demandée.")
            return
        for agent in Agent.objects.serving().filter(user=user, territory=here):
            end_post(agent)
        self.stdout.write(f"{user} ne tient plus le guichet de {here}.")
