"""Letters on paper, large enough for tired eyes: one page a person, a coupon to cut and send back."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from campagnon.channels.models import Word
from campagnon.common import saying
from campagnon.common.templatetags.campagnon import phone
from campagnon.common.typesetting import typeset
from campagnon.desk.coupons import coupon_number
from campagnon.desk.envelopes import Envelope
from campagnon.exchanges.models import Visit
from campagnon.people.models import User
from campagnon.territories.models import Territory

WITHHELD = _lazy("Ces mots sont pour vous : nous ne les avons pas lus. Appelez-nous pour les entendre.")


def typeset_letters(envelopes: Sequence[Envelope], territories: Collection[Territory], *, on: date) -> bytes:
    """All the letters in one document, in the order of the envelopes."""
    counters = {territory.pk: territory for territory in territories}
    values = {
        "letters": [_letter(envelope, counters[envelope.person.commune.epci_id]) for envelope in envelopes],
        "day": f"{saying.day(on)} {on.year}",
        "words": [capfirst(str(word.label)) for word in Word],
    }
    title = _("Courrier du %(day)s") % {"day": saying.calendar_day(on)}
    return typeset("letter", values, title=title, on=on, sheets=2 * len(envelopes))


def _letter(envelope: Envelope, counter: Territory) -> Mapping[str, Any]:
    person = envelope.person
    postcodes = person.commune.postcodes.split()
    return {
        "name": f"{person.first_name} {person.last_name}".strip(),
        # A commune of several postcodes: the right one is written by hand.
        "place": f"{postcodes[0]} {person.commune.name}" if len(postcodes) == 1 else person.commune.name,
        "first_name": person.first_name,
        "news": [[subject, (text or str(WITHHELD)).split("\n")] for subject, text in envelope.news],
        "visits": [_visit(visit, person) for visit in envelope.visits],
        "questions": [[question.code, question.words] for question in envelope.questions],
        "number": coupon_number(person),
        "territory": counter.name,
        "phone": phone(counter.phone),
        "hours": counter.phone_hours,
        "seat": counter.seat,
    }


def _visit(visit: Visit, person: User) -> list[str]:
    """« Samedi 28 novembre à 9 h », « Tonte, avec Karim », the number."""
    other, here = visit.exchange.other(person), timezone.localtime(visit.starts_at)
    said = {"day": saying.day(here.date(), today=timezone.localdate()), "hour": saying.hour(here.time())}
    about = {"service": visit.exchange.need.service.label, "name": str(other)}
    return [
        capfirst(_("%(day)s à %(hour)s") % said),
        _("%(service)s, avec %(name)s") % about,
        phone(other.number),
    ]
