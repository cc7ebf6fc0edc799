from datetime import date

from django.utils.translation import gettext as _

from campagnon.channels.topics import Topic
from campagnon.common.templatetags.campagnon import euros
from campagnon.exchanges.declared_hour import declared_hour
from campagnon.exchanges.mail.letters import exchange_link, send
from campagnon.exchanges.models import Exchange


def suggest_declaring(exchange: Exchange, *, today: date) -> None:
    """« Et si on en faisait un emploi déclaré ? », to the one who is helped; once for the two of them."""
    said = {"name": exchange.helper.first_name}
    hour = declared_hour(exchange.need.service.slug, on=today)
    lines = [
        _("%(name)s vous aide presque chaque semaine, gratuitement : c’est précieux.") % said,
        _(
            "Et si on en faisait un emploi déclaré ? Avec le CESU, %(name)s toucherait un salaire, une "
            "couverture en cas d’accident et des droits à la retraite. Rien n’est obligatoire."
        )
        % said,
    ]
    if hour:
        figures = {"net": euros(hour.net), "cost": euros(hour.cost)}
        one_hour = _("Une heure : au moins %(net)s net, environ %(cost)s pour vous, cotisations comprises.")
        lines.append(one_hour % figures)
    send(
        exchange.asker,
        subject=_("Et si on en faisait un emploi déclaré ?"),
        lines=lines,
        link=exchange_link(exchange),
        label=_("Voir ce que cela changerait"),
        sms=_("%(name)s vous aide souvent. Et si on en faisait un emploi déclaré ?") % said,
        key=f"cesu-suggested-{exchange.helper.public_id}",
        topic=Topic.DUTY,
    )
