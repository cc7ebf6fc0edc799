from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from campagnon.common.contact_details import Detail, find_contact_details

FOUND = {
    Detail.PHONE: _("Votre phrase contient un numéro de téléphone."),
    Detail.EMAIL: _("Votre phrase contient une adresse e-mail."),
    Detail.LINK: _("Votre phrase contient une adresse Internet."),
}
WHY = _(
    "Effacez cette partie : tout le monde peut lire votre phrase. Nous donnons vos coordonnées "
    "à la personne avec qui vous tombez d’accord, et à elle seule."
)


# A form's rules are all applied, even once the length is refused: nobody may make us read a book.
LONGEST_READ = 600


def without_contact_details(words: str) -> None:
    """Refuse what would put somebody's number or address on a board."""
    found = find_contact_details(words[:LONGEST_READ])
    if found:
        raise ValidationError(f"{FOUND[found[0]]} {WHY}")
