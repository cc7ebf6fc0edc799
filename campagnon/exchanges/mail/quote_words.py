from django.urls import reverse

from campagnon.common.links import absolute
from campagnon.common.templatetags.campagnon import day, euros
from campagnon.exchanges import phrases
from campagnon.exchanges.models import Quote


def quote_link(quote: Quote) -> str:
    return absolute(reverse("exchanges:quote", args=[quote.public_id]))


def said_of(quote: Quote) -> dict[str, str]:
    """What every letter about a quote may say of it."""
    return {
        "seller": quote.seller_name,
        "name": quote.need.author.first_name,
        "helper": quote.helper.first_name,
        "number": quote.number,
        "subject": quote.subject,
        "service": quote.need.service.label.lower(),
        "gross": euros(quote.gross),
        "when": phrases.rhythm(quote.starts_at, is_weekly=quote.need.is_recurring),
        "until": day(quote.valid_until),
        "where": quote.need.commune.at,
    }
