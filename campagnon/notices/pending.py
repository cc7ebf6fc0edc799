"""A need that waits for its author's account, and is published as soon as there is one."""

from datetime import datetime, timedelta

from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone

from campagnon.notices.actions.publishing import NeedDraft, publish_need
from campagnon.notices.drafts import NEED_KEY, Draft
from campagnon.notices.models import Need
from campagnon.people.models import User

WAITING_KEY = "need_waits_for_account"
PUBLISHED_KEY = "need_published"
# Long enough to say again, word for word, what a cut line never said was published.
SAID_AGAIN = timedelta(hours=1)
# A code arrives within minutes; a shared computer has its next visitor within the hour.
TIME_TO_ENTER = timedelta(minutes=30)


def wait_for_account(session: SessionBase) -> None:
    """Remember that the author asked for publication, and when."""
    session[WAITING_KEY] = timezone.now().isoformat()


def publish_draft(session: SessionBase, *, by: User) -> Need:
    """Publish the session's draft, which must be complete, and forget it."""
    draft = Draft.load(session, NEED_KEY)
    assert draft is not None
    said = draft.need()
    need = _published_already(said, by=by) or publish_need(said, by=by)
    for key in (NEED_KEY, WAITING_KEY):
        session.pop(key, None)
    session[PUBLISHED_KEY] = need.public_id
    return need


def _published_already(said: NeedDraft, *, by: User) -> Need | None:
    """The same need, word for word, that its author published within the hour and that is still open."""
    same = {
        "words": said.words,
        "service": said.service,
        "commune": said.commune,
        "starts_on": said.starts_on,
    }
    since = timezone.now() - SAID_AGAIN
    return Need.objects.open().filter(author=by, published_at__gte=since, **same).last()


def publish_if_waiting(session: SessionBase, *, by: User) -> None:
    """When an account opens or is entered: publish what its owner asked to publish."""
    draft = Draft.load(session, NEED_KEY)
    if _waits(session) and draft is not None and not draft.question() and by.opened_at:
        publish_draft(session, by=by)


def _waits(session: SessionBase) -> bool:
    """Whether somebody asked for it a moment ago: later, whoever enters may be somebody else."""
    asked_at = session.get(WAITING_KEY)
    if not isinstance(asked_at, str):
        return False
    return timezone.now() - datetime.fromisoformat(asked_at) <= TIME_TO_ENTER
