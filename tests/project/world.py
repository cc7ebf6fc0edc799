"""A small world in which every kind of thing exists once, and each belongs to somebody."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from urllib.parse import urlsplit

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from campagnon.catalogue.models import Service
from campagnon.catalogue.modes import Mode
from campagnon.channels.actions import Ask, Letter, tell
from campagnon.channels.models import Channel
from campagnon.channels.topics import Topic
from campagnon.channels.unsubscribing import unsubscribe_link
from campagnon.exchanges.access import sign_visit
from campagnon.exchanges.models import Agreement, Exchange, Message, Thanks, Visit
from campagnon.exchanges.models.exchange import EndReason
from campagnon.matching.access import sign_helper
from campagnon.matching.models import Answer, Suggestion
from campagnon.notices.actions.offers import OfferDraft, pause_offer, publish_offer
from campagnon.notices.models import CloseReason, Need, Offer, Photo
from campagnon.notices.models.offer import ALWAYS_AVAILABLE
from campagnon.people.models import Covers, Mandate, Professional, User, Vouch
from campagnon.territories.models import ClosedDay
from tests.cast import commune, open_account
from tests.project import world_of_desk, world_of_invoices, world_of_quotes
from tests.project.world_of_cesu import Job, build_job
from tests.reading import ReadingClient

ROLES = ("anonymous", "owner", "helper", "other", "agent", "administrator")


@dataclass(frozen=True)
class World:
    """Léa owns the needs, Karim the offer; Nadia is a neighbour like another, and has a trade; Odile is an
    agent where they live, and Mme Roux administers another territory."""

    people: dict[str, User | None]
    need: Need
    need_photo: Photo
    offer: Offer
    offer_photo: Photo
    paused: Offer
    suggestion: Suggestion
    exchange: Exchange
    agreed: Exchange
    visit: Visit
    ended: Exchange
    closed_photo: Photo
    quotes: dict[str, str]
    invoices: dict[str, str]
    job: Job
    desk: dict[str, str]

    def client(self, role: str, *, lenient: bool = False) -> ReadingClient:
        client = ReadingClient()
        client.lenient = lenient
        if person := self.people[role]:
            client.enter(person)
        return client

    def names(self) -> dict[str, str]:
        """What stands in braces in the addresses of access.csv."""
        return {
            "need": self.need.public_id,
            "need_photo": self.need_photo.public_id,
            "offer": self.offer.public_id,
            "offer_photo": self.offer_photo.public_id,
            "suggestion": self.suggestion.token,
            "exchange": self.exchange.public_id,
            "agreed": self.agreed.public_id,
            "visit": self.visit.public_id,
            "ended": self.ended.public_id,
            "owner": self.people["owner"].public_id,
            "helper": self.people["helper"].public_id,
            "request_number": str(self.suggestion.pk),
            "paused": self.paused.public_id,
            "closed_photo": self.closed_photo.public_id,
            "visit_link": sign_visit(self.visit, self.people["owner"]),
            "closed_day": str(ClosedDay.objects.get().pk),
            "available": sign_helper(self.people["helper"]),
            "agenda": self.people["owner"].agenda_token,
            "way_out": urlsplit(unsubscribe_link(self.people["owner"], Topic.ASK)).path.split("/")[2],
            **self.quotes,
            **self.invoices,
            **self.job.names(),
            **self.desk,
        }


def build(owner: User, helper: User, other: User, agent: User, administrator: User) -> World:
    now = timezone.now()
    mowing = Service.objects.get(slug="tonte")
    draft = OfferDraft(
        words="Je tonds les pelouses le samedi",
        services=(mowing,),
        commune=helper.commune,
        modes=Mode.FREE | Mode.CESU,
        reach_minutes=30,
        availability=ALWAYS_AVAILABLE,
        confirm_every_days=90,
    )
    offer, paused = publish_offer(draft, by=helper), publish_offer(draft, by=helper)
    pause_offer(paused, by=helper)
    need = _need(owner, mowing, "Tondre la pelouse de ma grand-mère", desk_told_at=now)
    exchange = _exchange(_need(owner, mowing, "Ramasser l’herbe coupée"), offer)
    Message.objects.create(
        exchange=exchange, author=owner, body="Bonjour Karim, la tondeuse est dans l’abri."
    )
    _agreement(exchange, proposed_by=helper)
    agreed = _exchange(_need(owner, mowing, "Tondre le long de la haie"), offer, cesu_suggested_at=now)
    agreement = _agreement(agreed, proposed_by=helper, accepted_at=now)
    visit = Visit.objects.create(
        exchange=agreed,
        agreement=agreement,
        starts_at=agreement.starts_at,
        ends_at=agreement.starts_at + timedelta(hours=2),
    )
    ended = _ended(owner, offer, mowing)
    _closed_soon(administrator, now)
    Professional.objects.create(
        user=other,
        siret="73282932000074",
        trade_name="Haddad Soins",
        trade="Infirmière",
        insured_until=timezone.localdate() + timedelta(days=200),
    )
    for person in (owner, helper):
        _known_to_the_town_hall(person, agent)
    _somebody_on_paper(now)
    signed_in = {"owner": owner, "helper": helper, "other": other, "agent": agent}
    return World(
        people={"anonymous": None, **signed_in, "administrator": administrator},
        need=need,
        need_photo=_photo(need=need),
        offer=offer,
        offer_photo=_photo(offer=offer),
        suggestion=Suggestion.objects.create(need=need, offer=offer, helper=helper, minutes=5),
        exchange=exchange,
        agreed=agreed,
        visit=visit,
        paused=paused,
        ended=ended,
        closed_photo=_photo(need=ended.need),
        quotes=world_of_quotes.build(owner, helper),
        invoices=world_of_invoices.build(owner, helper),
        job=build_job(_exchange(_need(owner, mowing, "Tondre chaque semaine"), offer)),
        desk=world_of_desk.build(owner, agent),
    )


def _closed_soon(administrator: User, now: datetime) -> None:
    first_on, last_on = (now.date() + timedelta(days=days) for days in (30, 31))
    territory = administrator.posts.get().territory
    ClosedDay.objects.create(
        territory=territory, first_on=first_on, last_on=last_on, reason="Fermeture annuelle"
    )


def _known_to_the_town_hall(person: User, agent: User) -> None:
    """Met, and with a mandate that covers everything, not signed yet."""
    here, today = agent.posts.get().territory, timezone.localdate()
    until = today + timedelta(days=300)
    Mandate.objects.create(
        person=person, territory=here, covers=Covers.EVERYTHING, until=until, recorded_by=agent
    )
    Vouch.objects.create(
        person=person, territory=here, commune=person.commune, met_on=today, until=until, by=agent
    )


def _somebody_on_paper(now: datetime) -> None:
    """Yvonne, whom the post reaches, has a letter to be printed and a question to tick."""
    yvonne = open_account("Yvonne", "Leroy", "Gerberoy", email="yvonne@exemple.fr", prefers=Channel.LETTER)
    ask = Ask("try", "1", "Samedi vous va ?", now + timedelta(days=6))
    tell(yvonne, Letter(subject="Karim peut samedi", lines=["Il vient à 9 h."], ask=ask), key="on-paper")


def _need(author: User, service: Service, words: str, **more) -> Need:
    return Need.objects.create(
        author=author,
        service=service,
        commune=commune("Gerberoy"),
        words=words,
        modes=Mode.FREE,
        **{"next_step_at": timezone.now() + timedelta(hours=4), **more},
    )


def _exchange(need: Need, offer: Offer, **more) -> Exchange:
    now = timezone.now()
    Suggestion.objects.create(
        need=need, offer=offer, helper=offer.author, minutes=5, answered_at=now, answer=Answer.YES
    )
    return Exchange.objects.create(
        need=need,
        offer=offer,
        asker=need.author,
        helper=offer.author,
        minutes=5,
        **{"next_step_at": now + timedelta(hours=24), **more},
    )


def _agreement(exchange: Exchange, **more) -> Agreement:
    tomorrow = (timezone.localtime() + timedelta(days=1)).replace(hour=10, minute=0, second=0, microsecond=0)
    return Agreement.objects.create(exchange=exchange, mode=Mode.FREE, starts_at=tomorrow, hours=2, **more)


def _ended(author: User, offer: Offer, service: Service) -> Exchange:
    now = timezone.now()
    need = _need(
        author,
        service,
        "Tondre avant la fête",
        closed_at=now,
        closed_by=author,
        close_reason=CloseReason.HELPED,
        next_step_at=None,
    )
    exchange = _exchange(need, offer, ended_at=now, end_reason=EndReason.HELPED, next_step_at=None)
    Thanks.objects.create(exchange=exchange, by=author, words="Merci pour ce beau gazon", would_again=True)
    return exchange


def _photo(**owner) -> Photo:
    drawn = BytesIO()
    Image.new("RGB", (40, 30), "#1C5238").save(drawn, "WEBP")
    return Photo.objects.create(file=ContentFile(drawn.getvalue(), "photo.webp"), **owner)
