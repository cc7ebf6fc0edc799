"""What is personal is shown to whom it concerns, and to nobody else."""

import logging

import pytest

from campagnon.channels.models import Channel, Delivery, InboundMessage
from campagnon.desk.models import Call, CallBack
from campagnon.exchanges.models import Message, Quote, Thanks
from tests.project.crawl import read_whole, walk
from tests.project.doors import pages
from tests.project.world import World

pytestmark = pytest.mark.django_db

# Values that appear nowhere else, one for each personal field.
LAST_NAME = "Canarinom"
EMAIL = "canari.prive@exemple.fr"
PHONE = "+33698765432"
PHONE_AS_READ = ("0698765432", "06 98 76 54 32", "6 98 76 54 32", PHONE)
MESSAGE = "Canari-de-la-lettre"
THANKS = "Canari-du-merci"
STREET = "Canari-de-la-rue"
QUOTED = "Canari-du-devis"
NOTED = "Canari-de-la-note"
TYPED = "Canari-de-la-saisie"
PROMISED = "Canari-du-rappel"
SAID = "Canari-de-vive-voix"
RECEIVED = "Canari-du-message"
# What an agent may read of those who live in their territory, at the counter and nowhere else; an e-mail
# address only of whoever agreed with somebody held by a mandate.
AT_THE_COUNTER = {"last name", "e-mail", "telephone", "note", "typed", "call-back", "said", "received"}
COUNTER = "/guichet/"
# An address that is itself a secret opens for whoever holds it: a stranger does not.
SECRET_LINKS = ("{suggestion}", "{agenda}", "{visit_link}")


@pytest.fixture
def canaries(world) -> dict[str, tuple[str, ...]]:
    """The owner's and the helper's private fields, filled with canaries."""
    owner, helper = world.people["owner"], world.people["helper"]
    for person in (owner, helper):
        person.last_name = LAST_NAME
        person.save()
    owner.email = EMAIL
    owner.phone = PHONE
    owner.save()
    Message.objects.update(body=MESSAGE)
    Thanks.objects.update(words=THANKS)
    Quote.objects.update(subject=QUOTED)
    Call.objects.update(notes=NOTED, typed={"words": TYPED})
    CallBack.objects.update(about=PROMISED)
    Delivery.objects.filter(channel=Channel.CALL).update(text=SAID)
    InboundMessage.objects.update(text=RECEIVED)
    for quote in Quote.objects.accepted():
        quote.client = {**quote.client, "name": LAST_NAME, "street": STREET}
        quote.save()
    return {
        "last name": (LAST_NAME,),
        "e-mail": (EMAIL, helper.email),
        "telephone": (*PHONE_AS_READ, helper.phone),
        "agenda": (owner.agenda_token, helper.agenda_token),
        "link of a helper": (world.suggestion.token,),
        "letter": (MESSAGE,),
        "thanks": (THANKS,),
        "quote": (QUOTED,),
        "street": (STREET,),
        "note": (NOTED,),
        "typed": (TYPED,),
        "call-back": (PROMISED,),
        "said": (SAID,),
        "received": (RECEIVED,),
        "date of birth": (helper.born_on.isoformat(), f"{helper.born_on:%d/%m/%Y}"),
    }


def leaks(world: World, role: str, canaries: dict[str, tuple[str, ...]], *, without: set[str]) -> list[str]:
    """What a walk through the whole site as `role` shows of what it must not."""
    starts = [page.at(world) for page in pages() if not any(link in page.address for link in SECRET_LINKS)]
    return [
        f"{what} on {visit.address}"
        for visit in walk(world.client(role, lenient=True), *starts)
        for what, values in canaries.items()
        if what not in without and any(value in visit.text for value in values)
        if not (role == "agent" and visit.address.startswith(COUNTER) and what in AT_THE_COUNTER)
    ]


@pytest.mark.parametrize("role", ["anonymous", "other", "agent", "administrator"])
def test_strangers_see_nothing_personal(world, canaries, role):
    assert leaks(world, role, canaries, without=set()) == []


def test_the_walk_would_find_a_leak(world, canaries):
    """Something to leak is there: the two whom it concerns do see it."""
    for what in ("letter", "quote"):
        assert leaks(world, "owner", {what: canaries[what]}, without=set()) != []


def test_the_counter_calls_people_by_their_name_and_reads_no_letter(world, canaries):
    counter = [page.at(world) for page in pages() if page.address.startswith(COUNTER)]
    walked = walk(world.client("agent", lenient=True), *counter)
    visits = [visit for visit in walked if visit.address.startswith(COUNTER)]
    text = "\n".join(visit.text for visit in visits)
    assert {visit.address for visit in visits} >= set(counter)
    assert {what for what, values in canaries.items() if any(v in text for v in values)} == AT_THE_COUNTER


def test_before_the_agreement_each_sees_a_first_name_only(world, canaries):
    exchange = f"/echanges/{world.exchange.public_id}/"
    for role, facing in (("owner", "helper"), ("helper", "owner")):
        text = world.client(role).get(exchange).content.decode()
        other = world.people[facing]
        assert other.first_name in text
        for hidden in (LAST_NAME, other.email, other.phone):
            assert hidden not in text


def test_messages_to_strangers_hold_nothing_personal(world, canaries):
    concerned = {world.people["owner"].pk, world.people["helper"].pk}
    others = Delivery.objects.exclude(person__in=concerned)
    secrets = [value for values in canaries.values() for value in values]
    assert [d for d in others if any(secret in d.text + d.html for secret in secrets)] == []


def test_the_logs_hold_nothing_personal(world, canaries, caplog):
    with caplog.at_level(logging.DEBUG, logger="campagnon"):
        for role in ("anonymous", "owner", "helper", "other", "agent"):
            client = world.client(role, lenient=True)
            for page in pages():
                read_whole(client.get(page.at(world)))
    kept_out = [value for values in canaries.values() for value in values]
    said = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("campagnon"))
    assert [value for value in kept_out if value in said] == []
