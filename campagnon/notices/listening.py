"""What this room does when somebody arrives, or leaves for good."""

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from campagnon.notices.actions.closing import close_need
from campagnon.notices.actions.offers import withdraw_offer
from campagnon.notices.models import CloseReason, Need, Offer
from campagnon.notices.pending import publish_if_waiting
from campagnon.people.models import User
from campagnon.people.signals import account_closed, account_opened


@receiver(user_logged_in)
def publish_on_arrival(request: HttpRequest, user: User, **kwargs) -> None:
    publish_if_waiting(request.session, by=user)


@receiver(account_opened)
def publish_on_opening(request: HttpRequest, user: User, **kwargs) -> None:
    publish_if_waiting(request.session, by=user)


@receiver(account_closed)
def withdraw_all(user: User, **kwargs) -> None:
    for need in Need.objects.open().filter(author=user):
        close_need(need, reason=CloseReason.USELESS, by=user)
    for offer in Offer.objects.filter(author=user, withdrawn_at=None):
        withdraw_offer(offer, by=user)
