from datetime import date

from django.db.models import Case, F, OuterRef, QuerySet, Subquery, When

from campagnon.catalogue.modes import Mode
from campagnon.notices.models import Offer
from campagnon.people.models import Professional
from campagnon.territories.models import Territory


def working_professionals(*, today: date, here: Territory | None) -> QuerySet[Professional]:
    """Those who may be asked for a quote today, each with the name of an `offer`; the territory's first."""
    on_quote = Offer.objects.open().alias(pro=F("modes").bitand(Mode.PRO)).filter(pro__gt=0)
    theirs = on_quote.filter(author=OuterRef("user")).order_by("pk").values("public_id")
    is_here = When(user__commune__epci=here.epci_id if here else "", then=0)
    return (
        Professional.objects.filter(insured_until__gte=today)
        .annotate(offer=Subquery(theirs[:1]))
        .filter(offer__isnull=False)
        .select_related("user__commune")
        .order_by(Case(is_here, default=1), "trade_name", "pk")
    )
