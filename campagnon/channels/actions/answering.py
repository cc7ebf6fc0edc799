from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from campagnon.channels.models import Channel, Question, Word
from campagnon.channels.signals import answered, call_wanted


@transaction.atomic
def take_answer(
    question: Question,
    word: Word,
    *,
    came_by: Channel,
    by: AbstractBaseUser,
    now: datetime | None = None,
) -> str:
    """Take one word as the answer, once; whoever asked acts. Returns the sentence to say back."""
    now = now or timezone.now()
    question = Question.objects.select_for_update(of=("self",)).select_related("person").get(pk=question.pk)
    if question.answered_at is not None or question.withdrawn_at is not None or question.expires_at <= now:
        return _("Merci, mais cette question n’attend plus de réponse.")
    question.answered_at, question.answer, question.came_by = now, Word(word), came_by
    question.save(update_fields=["answered_at", "answer", "came_by"])
    if word == Word.CALL_ME:
        call_wanted.send(Question, person=question.person, words=question.words, now=now)
        return _("Entendu, nous rappelons.")
    said = [back for _hearer, back in answered.send(Question, question=question, by=by, now=now) if back]
    return said[0] if said else _("Merci, c’est noté.")
