from django.utils import timezone
from django.utils.translation import gettext as _

from campagnon.channels.actions import Letter, tell
from campagnon.common import saying
from campagnon.common.links import absolute
from campagnon.exchanges.clock_steps import Failing
from campagnon.people.models import Agent


def tell_administrators(failing: Failing) -> None:
    """Once for each failure that lasts: part of the clock's work is not done."""
    since = timezone.localtime(failing.since)
    said = {
        "name": failing.name,
        "since": f"{saying.day(since.date())} à {saying.hour(since.time())}",
    }
    letter = Letter(
        subject=_("Campagnon : une tâche de l’horloge échoue"),
        lines=[
            _("La tâche « %(name)s » échoue à chaque tour depuis %(since)s.") % said,
            _(
                "Les autres continuent. Transmettez ce message à la personne qui tient la machine : "
                "la page de santé et le journal de l’horloge disent ce qui se passe."
            ),
        ],
        action_url=absolute("/sante/"),
        action_label=_("Voir la page de santé"),
    )
    for agent in Agent.objects.serving().filter(is_administrator=True).select_related("user"):
        tell(agent.user, letter, key=f"clock-{failing.name}-{since:%Y%m%d%H%M}-{agent.user.public_id}")
