"""All that is open in a territory, as its agents read it."""

from django.db import models
from django.db.models import Case, Exists, OuterRef, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from campagnon.exchanges.models import Exchange
from campagnon.notices.models import Need, Offer
from campagnon.territories.models import Territory


class Standing(models.IntegerChoices):
    """Where an open need stands, what calls the agent first."""

    DESK = 1, _("Confiés à la mairie")
    SEARCHED = 2, _("Nous cherchons encore")
    TAKEN = 3, _("Quelqu’un a dit oui")


def needs_in(here: Territory) -> QuerySet[Need]:
    """The open needs of a territory: given to the town hall, then searched for, then taken; oldest first."""
    taken = Exists(Exchange.objects.live().filter(need=OuterRef("pk")))
    standing = Case(
        When(taken, then=Value(Standing.TAKEN)),
        When(desk_told_at__isnull=False, then=Value(Standing.DESK)),
        default=Value(Standing.SEARCHED),
    )
    needs = Need.objects.open().filter(commune__epci=here.epci_id).annotate(standing=standing)
    return needs.select_related("service", "commune", "author").order_by("standing", "published_at", "pk")


def offers_in(here: Territory) -> QuerySet[Offer]:
    """The open offers of a territory, commune by commune."""
    offers = Offer.objects.open().filter(commune__epci=here.epci_id)
    return offers.select_related("author__professional", "commune").order_by("commune__name", "pk")
