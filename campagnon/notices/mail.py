from django.urls import reverse
from django.utils.translation import gettext as _

from campagnon.channels.actions import Ask, Letter, tell
from campagnon.channels.phrases import first_that_fits
from campagnon.channels.topics import Topic
from campagnon.common.links import absolute
from campagnon.notices.models import Offer

# What is asked of the owner of an offer.
OFFER = "offer"


def ask_still_valid(offer: Offer) -> None:
    """« Toujours valable ? », to the owner of an offer whose rhythm has come round."""
    link = absolute(reverse("notices:offer", args=[offer.public_id]))
    letter = Letter(
        subject=_("Votre offre est-elle toujours valable ?"),
        lines=[
            _("Vous avez proposé : « %(words)s ».") % {"words": offer.words},
            _(
                "Un bouton suffit pour dire que c’est toujours vrai. Sans réponse d’ici deux semaines, "
                "nous mettrons l’offre au repos, et vous pourrez la reprendre quand vous voudrez."
            ),
        ],
        action_url=link,
        action_label=_("Répondre"),
        sms=first_that_fits(
            _("Campagnon : votre offre « %(words)s » est-elle toujours valable ?") % {"words": offer.words},
            _("Campagnon : votre offre est-elle toujours valable ?"),
        ),
        ask=Ask(
            OFFER,
            offer.public_id,
            _("Votre offre « %(words)s » est-elle toujours valable ?") % {"words": offer.words[:200]},
            offer.next_step_at,
        ),
        topic=Topic.OFFER,
    )
    tell(offer.author, letter, key=f"offer-valid-{offer.pk}-{offer.confirmation_asked_at:%Y%m%d}")
