from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from campagnon.channels.actions import Ask, Letter, tell
from campagnon.channels.reply_addresses import reply_address
from campagnon.common.links import absolute
from campagnon.exchanges.access import sign_visit
from campagnon.exchanges.models import Exchange, Visit
from campagnon.exchanges.moments import ENOUGH_NOTICE
from campagnon.notices.models import Need
from campagnon.people.models import User

SMS_LENGTH = 160
# What an answer by e-mail to these letters is for (channels/signals.py: reply_received).
CONVERSATION = "exchange"
# How the keys of what people write to one another begin: the counter reads it under a mandate only.
NEIGHBOURS_LETTER = "message-"


def send(
    person: User,
    *,
    subject: str,
    lines: Sequence[str],
    link: str,
    label: str,
    key: str,
    sms: str = "",
    sms_link: str = "",
    before: datetime | None = None,
    ask: Ask | None = None,
    about: Exchange | None = None,
    topic: str = "",
) -> None:
    """Write one letter, and its short form: one SMS that ends with a link, or that a digit answers.

    What concerns a visit is of use `before` it: for one early in the morning, even at night. What comes back
    to an e-mail `about` an exchange is read in its conversation.
    """
    if person.closed_at is not None:
        return
    letter = Letter(
        subject=subject,
        lines=list(lines),
        action_url=link,
        action_label=label,
        sms=sms or lines[0] if ask else short(sms or lines[0], sms_link or link),
        ask=ask,
        reply_to=reply_address(CONVERSATION, about.public_id, person.public_id) if about else "",
        needed_by=before - ENOUGH_NOTICE if before else None,
        topic=topic,
    )
    tell(person, letter, key=f"{key}-{person.public_id}")


def short(words: str, link: str) -> str:
    """« Campagnon : … » and a link, in the 160 signs of one SMS."""
    room = SMS_LENGTH - len(link) - 1
    said = _("Campagnon : %(words)s") % {"words": words}
    return f"{Truncator(said).chars(room, truncate='...')} {link}"


def exchange_link(exchange: Exchange) -> str:
    return absolute(reverse("exchanges:exchange", args=[exchange.public_id]))


def need_link(need: Need) -> str:
    return absolute(reverse("exchanges:need", args=[need.public_id]))


def visit_link(visit: Visit, person: User, name: str = "news") -> str:
    """A link that stands for its reader, for this visit only."""
    return absolute(reverse(f"exchanges:{name}", args=[sign_visit(visit, person)]))


def both(exchange: Exchange) -> tuple[tuple[User, User], ...]:
    """Each of the two, with the other."""
    return (exchange.asker, exchange.helper), (exchange.helper, exchange.asker)


def first_fallen(exchange: Exchange) -> datetime | None:
    """When the first visit that fell with an exchange would have been; somebody may be on the way to it."""
    fallen = exchange.visits.filter(cancelled_at=exchange.ended_at)
    return fallen.values_list("starts_at", flat=True).first()
