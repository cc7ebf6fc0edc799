"""What waits for somebody at the counter today, kind by kind."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from campagnon.channels.models import Channel, Delivery, InboundMessage, Question
from campagnon.desk.access import may_hear_neighbours, messages_at_the_desk_of, people_of
from campagnon.desk.envelopes import is_neighbours, letters_of_use, without_quotes
from campagnon.desk.models import CallBack
from campagnon.exchanges.models import Exchange
from campagnon.matching.models import Suggestion
from campagnon.notices.models import Need
from campagnon.people.models import Mandate, User, Vouch
from campagnon.territories.models import Territory

# A mandate that has ended is still asked about some time after.
STILL_ASKED = timedelta(days=31)


@dataclass(frozen=True)
class Kind:
    """One kind of thing that waits: the word of its address, its title, and how it is looked up."""

    slug: str
    title: str | Promise
    find: Callable[[Territory, datetime], QuerySet]


def needs_to_take_up(here: Territory, now: datetime) -> QuerySet[Need]:
    """Those that nobody has in hand after two days."""
    in_hand = Exists(Exchange.objects.live().filter(need=OuterRef("pk")))
    said_yes = Exists(Suggestion.objects.said_yes().filter(need=OuterRef("pk")))
    needs = Need.objects.open().filter(~in_hand, ~said_yes, desk_told_at__isnull=False)
    here_only = needs.filter(commune__epci=here.epci_id)
    return here_only.select_related("service", "commune", "author").order_by("published_at", "pk")


def call_backs_due(here: Territory, now: datetime) -> QuerySet[CallBack]:
    """The promised ones; what is put off comes back where it is to be said."""
    today = timezone.localdate(now)
    due = CallBack.objects.waiting().filter(territory=here, on__lte=today, delivery=None)
    return due.select_related("person__commune", "call").order_by("on", "pk")


def to_say(here: Territory, now: datetime) -> QuerySet[Delivery]:
    """What waits to be said, but for what is put off to another day."""
    put_off = CallBack.objects.waiting().filter(delivery=OuterRef("pk"), on__gt=timezone.localdate(now))
    calls = Delivery.objects.waiting().filter(~Exists(put_off), channel=Channel.CALL)
    waiting = calls.filter(person__in=people_of([here]))
    return waiting.select_related("person__commune", "question").order_by("written_at", "pk")


def to_post(here: Territory, now: datetime) -> QuerySet[Delivery]:
    return letters_of_use([here], now=now)


def people_to_meet(here: Territory, now: datetime) -> QuerySet[User]:
    """Those whom no town hall has met, or is to meet again; who keeps a counter is known there."""
    today = timezone.localdate(now)
    known = Vouch.objects.standing(today).exclude(pk__in=Vouch.objects.ending(today))
    strangers = people_of([here]).filter(~Exists(known.filter(person=OuterRef("pk"))))
    return strangers.with_duty().filter(serves=False).order_by("-opened_at", "pk")


def mandates_to_renew(here: Territory, now: datetime) -> QuerySet[Mandate]:
    """Those that end soon or have just ended, and all that wait for a signature."""
    today = timezone.localdate(now)
    asked_about = (
        Q(signed_on=None) | Q(until__lt=today) | Q(pk__in=Mandate.objects.ending(today).values("pk"))
    )
    stood = Mandate.objects.standing(today - STILL_ASKED).filter(asked_about, territory=here)
    ending = stood.filter(person__in=people_of([here]))
    return ending.select_related("person__commune").order_by("until", "given_orally_on", "pk")


def stuck(here: Territory, now: datetime) -> QuerySet[Delivery]:
    """What the networks do not carry: given up, or tried again and again."""
    kept = Delivery.objects.stuck(now).filter(sent_at=None, person__in=people_of([here]))
    networks = kept.filter(channel__in=[Channel.EMAIL, Channel.SMS])
    return networks.select_related("person__commune").order_by("written_at", "pk")


def messages_to_read(here: Territory, now: datetime) -> QuerySet[InboundMessage]:
    """Those nobody could tell; each counter sees those of nobody we know."""
    lives_here = Exists(people_of([here]).filter(pk=OuterRef("person")))
    mine = messages_at_the_desk_of([here]).annotate(is_from_here=lives_here)
    return mine.select_related("person__commune").order_by("received_at", "pk")


KINDS = (
    Kind("besoins", _("Besoins à 48 h"), needs_to_take_up),
    Kind("rappels", _("Rappels promis"), call_backs_due),
    Kind("a-dire", _("À dire par téléphone"), to_say),
    Kind("a-poster", _("Lettres à poster"), to_post),
    Kind("rencontres", _("Personnes à rencontrer"), people_to_meet),
    Kind("mandats", _("Mandats qui finissent"), mandates_to_renew),
    Kind("bloques", _("Messages bloqués"), stuck),
    Kind("recus", _("Messages à lire"), messages_to_read),
)


def counts(here: Territory, *, now: datetime) -> list[tuple[Kind, int]]:
    """How many of each kind wait; one query a kind."""
    return [(kind, kind.find(here, now).count()) for kind in KINDS]


def kind_called(slug: str) -> Kind | None:
    return next((kind for kind in KINDS if kind.slug == slug), None)


@dataclass(frozen=True)
class ByHand:
    """A message to say: its words, withheld when they are a neighbour’s and nobody agreed."""

    delivery: Delivery
    words: str
    is_withheld: bool
    question: Question | None


def by_hand(deliveries: list[Delivery], *, now: datetime) -> list[ByHand]:
    """What to say of each: a neighbour’s letter is read to whoever gave a mandate for it, to nobody else."""
    people = {delivery.person_id for delivery in deliveries}
    agreed = may_hear_neighbours(people, on=timezone.localdate(now))
    rows = []
    for delivery in deliveries:
        has_agreed = delivery.person_id in agreed
        is_withheld = is_neighbours(delivery) and not has_agreed
        text = delivery.text if has_agreed else without_quotes(delivery)
        question = delivery.question if delivery.question and delivery.question.is_open(now) else None
        rows.append(ByHand(delivery, "" if is_withheld else text, is_withheld, question))
    return rows
