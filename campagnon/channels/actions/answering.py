"""One word answers a question, by a digit or by a click at the desk: the same act."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from campagnon.channels.actions.calling import promise_a_call, whom_to_call
from campagnon.channels.models import Channel, Question, Word
from campagnon.channels.signals import answered


class StillWaiting(Exception):
    """One word is not enough: a hearer says what else it takes, and the question goes on waiting."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@transaction.atomic
def take_answer(
    question: Question, word: Word, *, came_by: Channel, by: AbstractBaseUser, now: datetime
) -> str:
    """Take the answer to a question once, and return the sentence to say back.

    Who asked to be called back may still say yes or no; what was said otherwise, nobody changes by a digit.
    """
    question = Question.objects.select_for_update(of=("self",)).select_related("person").get(pk=question.pk)
    if word == Word.CALL_ME:
        return _call_back(question, came_by, now)
    if question.answered_at is not None and question.answer != Word.CALL_ME:
        if question.answer == word:
            return _("C’est déjà noté, merci.")
        return _("Vous aviez déjà répondu. Pour changer, répondez 3 : nous vous rappelons.")
    if question.withdrawn_at is not None or question.expires_at <= now:
        return _("Merci de votre réponse. Ce n’est plus nécessaire : vous n’avez rien à faire.")
    try:
        with transaction.atomic():
            _keep(question, word, came_by, now)
            said = answered.send(Question, question=question, by=by, now=now)
    except StillWaiting as waiting:
        return waiting.sentence
    return next((sentence for _hearer, sentence in said if sentence), _("Merci, c’est noté."))


def _call_back(question: Question, came_by: Channel, now: datetime) -> str:
    """Where nobody can promise it, the question goes on waiting."""
    if question.answer != Word.CALL_ME:
        if not promise_a_call(question.person, question.words, now=now):
            return whom_to_call(question.person, now=now)
        if question.answered_at is None:
            _keep(question, Word.CALL_ME, came_by, now)
    return _("C’est noté : la mairie vous rappelle.")


def _keep(question: Question, word: Word, came_by: Channel, now: datetime) -> None:
    question.answer, question.answered_at, question.came_by = word, now, came_by
    question.save(update_fields=["answer", "answered_at", "came_by"])
