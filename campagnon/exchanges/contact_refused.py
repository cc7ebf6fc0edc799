"""Why what one wrote cannot be sent before both agree, said kindly, on the page as by e-mail."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from campagnon.common.contact_details import Detail

_FOUND = {
    Detail.PHONE: _("Votre message contient un numéro de téléphone."),
    Detail.EMAIL: _("Votre message contient une adresse e-mail."),
    Detail.LINK: _("Votre message contient une adresse de site."),
}
_WHY = _(
    "Pour protéger chacun, les coordonnées s’affichent toutes seules dès que vous êtes d’accord sur un "
    "moment. Retirez-les et envoyez de nouveau."
)


def why_refused(found: Sequence[Detail]) -> str:
    """« Votre message contient un numéro de téléphone. Pour protéger chacun… »"""
    return f"{_FOUND[found[0]]} {_WHY}"
