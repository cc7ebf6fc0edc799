from django.utils import timezone
from django.utils.translation import gettext as _

from campagnon.channels.actions import Letter, tell, write, write_letter
from campagnon.channels.models import Channel
from campagnon.common.ids import new_token
from campagnon.people.models import User

CODE_KEY = "code-"


def code(*, code: str, email: str = "", phone: str = "") -> None:
    """Six digits to an address that we have not yet seen answer, or to a known one: the same words."""
    words = {"code": f"{code[:3]} {code[3:]}"}
    key = f"{CODE_KEY}{new_token()}"
    if phone:
        said = _("Campagnon : votre code est %(code)s. Il sert une fois, pendant 10 minutes.")
        write(Channel.SMS, phone, text=said % words, key=key)
        return
    letter = Letter(
        subject=_("Votre code Campagnon : %(code)s") % words,
        lines=[
            _("Votre code est %(code)s.") % words,
            _("Tapez-le sur la page que vous venez de quitter. Il sert une fois, pendant 10 minutes."),
            _("Si vous n’avez rien demandé, ne faites rien : sans ce code, personne n’entre."),
            _("Ne le donnez à personne, même au téléphone."),
        ],
    )
    footer = _("Ce message part parce que quelqu’un a tapé votre adresse sur Campagnon.")
    write_letter(email, letter, key=key, footer=footer)


def account_opened(user: User) -> None:
    """Welcome, once."""
    letter = Letter(
        subject=_("Bienvenue sur Campagnon, %(name)s") % {"name": user.first_name},
        lines=[
            _("Votre compte est ouvert. Vous pouvez dire ce dont vous avez besoin, ou ce que vous proposez."),
            _("Il n’y a pas de mot de passe : à chaque fois, un code vous sera envoyé."),
        ],
        action_url="/mon-espace/",
        action_label=_("Aller à mon espace"),
    )
    tell(user, letter, key=f"welcome-{user.public_id}")


def second_factor_changed(user: User) -> None:
    """Warn the owner: a second factor was added or taken away."""
    now = timezone.localtime()
    letter = Letter(
        subject=_("Votre double vérification a changé"),
        lines=[
            _("Le %(day)s à %(hour)s, votre double vérification a été modifiée.")
            % {"day": f"{now:%d/%m/%Y}", "hour": f"{now:%H h %M}"},
            _("Si ce n’est pas vous, appelez votre mairie sans attendre."),
        ],
        action_url="/mon-compte/double-verification/",
        action_label=_("Voir ma double vérification"),
    )
    tell(user, letter, key=f"second-factor-{user.public_id}-{new_token()}")
