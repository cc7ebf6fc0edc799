"""In the small world, the counter: a call under way, and one of each thing that waits there."""

from datetime import timedelta

from django.utils import timezone

from campagnon.channels.models import Channel, Delivery, InboundMessage, Question
from campagnon.desk.models import Call, CallBack
from campagnon.people.actions.mandating import give_mandate
from campagnon.people.models import User
from campagnon.territories.models import Territory
from tests.reference import PICARDIE_VERTE


def build(owner: User, agent: User) -> dict[str, str]:
    """What waits at the agent's counter about the owner, by the names of access.csv."""
    now, today = timezone.now(), timezone.localdate()
    here = Territory.objects.get(pk=PICARDIE_VERTE)
    give_mandate(owner, here, until=today + timedelta(days=20), by=agent, signed_on=today)
    call = Call.objects.create(
        territory=here,
        agent=agent,
        person=owner,
        typed={"words": "Rentrer mon bois avant qu’il gèle, et ma chaudière fait du bruit", "when": "samedi"},
        notes="Préfère le matin",
    )
    Call.objects.create(territory=here, agent=agent, person=owner, notes="A une remise", ended_at=now)
    back = CallBack.objects.create(person=owner, territory=here, on=today, about="Son bois")
    question = Question.objects.create(
        person=owner, purpose="none", target="x", words="Samedi 9 h, cela va ?", code="A",
        expires_at=now + timedelta(days=2),
    )  # fmt: skip
    said = _delivery(owner, Channel.CALL, "desk-said", question=question)
    letter = _delivery(owner, Channel.LETTER, "desk-letter")
    stuck = _delivery(owner, Channel.EMAIL, "desk-stuck", given_up_at=now, trouble="550 no such user")
    message = InboundMessage.objects.create(
        channel=Channel.SMS, sender=owner.phone or "+33639980000", text="Demain plutôt", external_id="1",
        person=owner, handed_to_desk_at=now, reason="Personne n’a compris",
    )  # fmt: skip
    return {
        "call": call.public_id,
        "back": str(back.pk),
        "said": str(said.pk),
        "letter": str(letter.pk),
        "stuck": str(stuck.pk),
        "message": str(message.pk),
    }


def _delivery(person: User, channel: Channel, key: str, **more) -> Delivery:
    return Delivery.objects.create(
        person=person,
        channel=channel,
        to="",
        subject="Karim propose samedi",
        text="Samedi 28 novembre, 9 h",
        key=key,
        next_try_at=None,
        **more,
    )
