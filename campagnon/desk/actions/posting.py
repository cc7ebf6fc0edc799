"""Paper goes through hands: printed, then posted; only what was printed is said to have left."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from campagnon.channels.actions.answering import take_answer
from campagnon.channels.models import Channel, Delivery, Question, Word
from campagnon.desk.envelopes import Envelope, letters_of
from campagnon.journal.acting import acting_for
from campagnon.journal.actions import record, record_export
from campagnon.people.models import User
from campagnon.territories.models import Territory


def give_up_late(territories: Collection[Territory], *, now: datetime) -> None:
    """What the post would bring too late is not posted."""
    late = letters_of(territories).filter(needed_by__lte=now)
    late.update(given_up_at=now, next_try_at=None, trouble=_("Trop tard pour la poste."))


@transaction.atomic
def note_printed(envelopes: Sequence[Envelope], *, by: User, now: datetime) -> None:
    """Remember what is on paper; an export that leaves its trace."""
    printed = [delivery.pk for envelope in envelopes for delivery in envelope.deliveries]
    Delivery.objects.waiting().filter(pk__in=printed, printed_at=None).update(printed_at=now)
    record_export("lettres", len(envelopes), by=by)


@transaction.atomic
def post_letters(territories: Collection[Territory], *, until: datetime, by: User, now: datetime) -> int:
    """« C’est posté » : what was written by then and printed has left; return how many envelopes."""
    printed = letters_of(territories).filter(printed_at__isnull=False, written_at__lte=until)
    leaving = list(printed.select_for_update(of=("self",)).select_related("person"))
    Delivery.objects.filter(pk__in=[delivery.pk for delivery in leaving]).update(sent_at=now)
    for person, count in Counter(delivery.person for delivery in leaving).items():
        record("desk.letter_posted", target=person, by=by, on_behalf_of=person, note=str(count))
    return len({delivery.person_id for delivery in leaving})


@transaction.atomic
def enter_coupon(person: User, words: dict[Question, Word], *, by: User, now: datetime) -> list[str]:
    """Take the answers of a coupon in the name of who ticked them; return what is said of each."""
    with acting_for(person, by=by, reason=_("Votre coupon, reçu sur papier.")):
        return [
            take_answer(question, word, came_by=Channel.LETTER, by=by, now=now)
            for question, word in words.items()
        ]
