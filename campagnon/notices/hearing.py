"""What this room does when one word answers, or a sentence arrives: by SMS, or read out at the desk."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext as _

from campagnon.channels.actions import Ask, hand_to_desk, pose
from campagnon.channels.gsm7 import in_one_sms
from campagnon.channels.models import Channel, InboundMessage, Question, Word
from campagnon.channels.signals import answered, sentence_received
from campagnon.common.contact_details import find_contact_details
from campagnon.common.night import HERE
from campagnon.notices.actions.offers import confirm_offer, pause_offer
from campagnon.notices.actions.publishing import NeedDraft, publish_need
from campagnon.notices.drafts import Draft
from campagnon.notices.mail import OFFER
from campagnon.notices.models import CameBy, Offer
from campagnon.notices.phrases import when
from campagnon.notices.reading import understand
from campagnon.people.models import User

NEED = "need"
ASKED_FOR = timedelta(days=3)
LONGEST_WORDS = 300
CAME_BY = {Channel.SMS: CameBy.SMS, Channel.EMAIL: CameBy.EMAIL}


@receiver(answered)
def hear_answer(question: Question, now: datetime, **kwargs) -> str | None:
    if question.purpose == OFFER:
        return _hear_offer(question, now)
    if question.purpose == NEED:
        return _hear_need(question, now)
    return None


@receiver(sentence_received)
def hear_sentence(message: InboundMessage, person: User, now: datetime, **kwargs) -> str | None:
    """Ask back, before anything is published, whether a need was well understood."""
    draft = _draft_of(message, person)
    if draft is None:
        return None
    message.taken_for = NEED
    if not person.is_adult_on(timezone.localdate(now)):
        hand_to_desk(message, taken_for=NEED, reason=_("Un besoin dit par une personne mineure."), now=now)
        return None
    if find_contact_details(draft.words):
        return _("Pour vous protéger, écrivez de nouveau votre besoin sans numéro ni adresse. Merci.")
    said = {"service": draft.service.label.lower(), "when": when(draft), "where": draft.commune.at}
    words = _("Nous avons compris : %(service)s, %(when)s, %(where)s.") % said
    question = pose(person, Ask(NEED, str(message.pk), words, _until(draft, now)))
    has_others = Question.objects.open(now).filter(person=person).exclude(pk=question.pk).exists()
    code = question.code if has_others else ""
    return in_one_sms(words, _("%(c)s1 publier, %(c)s2 non, %(c)s3 rappelez-moi") % {"c": code})


def _hear_need(question: Question, now: datetime) -> str:
    if question.answer == Word.NO:
        return _("C’est noté, rien n’est publié. Vous pouvez l’écrire autrement, ou répondre 3.")
    # The draft is the message itself, read again as on the day it came.
    message = InboundMessage.objects.filter(pk=question.target, person=question.person).first()
    draft = _draft_of(message, question.person) if message else None
    if draft is None:
        return _("Ce message ne peut plus être publié. Écrivez-le de nouveau, ou répondez 3.")
    publish_need(draft, by=question.person, now=now)
    return _("C’est publié. Nous cherchons quelqu’un près de chez vous et vous tenons au courant.")


def _hear_offer(question: Question, now: datetime) -> str:
    offer = Offer.objects.filter(public_id=question.target, author=question.person, withdrawn_at=None).first()
    if offer is None:
        return _("Merci. Cette offre n’existe plus.")
    if question.answer == Word.YES:
        confirm_offer(offer, by=question.person, now=now)
        return _("Merci. Votre offre reste affichée.")
    pause_offer(offer, by=question.person, now=now)
    return _("C’est noté : votre offre est au repos. Vous la reprendrez quand vous voudrez.")


def _draft_of(message: InboundMessage, person: User) -> NeedDraft | None:
    """The need that a message says whole; where no place is said, it is where its author lives."""
    words = message.text[:LONGEST_WORDS]
    reading = understand(words, timezone.localdate(message.received_at))
    draft = Draft.from_reading(words, reading)
    draft.commune = draft.commune or person.commune.insee
    if reading.kind == "offer" or draft.question() or len(message.text) > LONGEST_WORDS:
        return None
    return replace(draft.need(), came_by=CAME_BY.get(message.channel, CameBy.WEB))


def _until(draft: NeedDraft, now: datetime) -> datetime:
    if draft.ends_on is None:
        return now + ASKED_FOR
    end_of_last_day = datetime.combine(draft.ends_on + timedelta(days=1), time(), HERE)
    return min(now + ASKED_FOR, end_of_last_day)
