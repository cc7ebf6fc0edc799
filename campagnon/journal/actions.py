import hashlib
from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction

from campagnon.journal.acting import acting
from campagnon.journal.models import Entry, Paper, Submission
from campagnon.journal.signals import exported

# Nobody sends a form again after a week.
# A day more than a form may wait on a device for its line (static/js/settle.js).
SUBMISSIONS_STAY = timedelta(days=8)


def record(
    verb: str,
    *,
    target: models.Model | None = None,
    by: AbstractBaseUser | None = None,
    on_behalf_of: AbstractBaseUser | None = None,
    note: str = "",
) -> Entry:
    """Write one line of the journal, in the caller's transaction. `by` is None for the clock.

    What an agent does in somebody's name (`acting_for`) is signed by the agent, on behalf of that person;
    `on_behalf_of` says it of an act that is the agent's own. The person reads both.
    """
    now_acting = acting()
    if on_behalf_of == by:
        on_behalf_of = None
    if now_acting is not None and by == now_acting.person:
        by, on_behalf_of, note = now_acting.agent, now_acting.person, note or now_acting.reason
    return Entry.objects.create(
        verb=verb,
        by=by,
        on_behalf_of=on_behalf_of,
        target_kind=target._meta.label if target else "",
        target_id=target.pk if target else None,
        note=note[:200],
    )


def issue_paper(name: str, content: bytes, *, now: datetime) -> Paper:
    """Keep a document (PDF) as it is issued; `name` ends with its extension."""
    digest = hashlib.sha256(content).hexdigest()
    return Paper.objects.create(name=name, content=content, sha256=digest, issued_at=now)


def forget_reasons(person: AbstractBaseUser) -> int:
    """Blank what agents noted beside their acts in somebody's name; the acts stay."""
    return Entry.objects.filter(on_behalf_of=person).exclude(note="").update(note="")


@transaction.atomic
def record_export(what: str, count: int, *, by: AbstractBaseUser) -> Entry:
    """Note that something left the site in bulk, and let those who watch over it be told.

    `what` is a short word for the line (« affiches », « lettres »); `count`: about how many people.
    """
    entry = record("export.made", by=by, note=f"{what} : {count}")
    exported.send(Entry, entry=entry, what=what, count=count, by=by)
    return entry


def forget_submissions(*, now: datetime) -> int:
    """Drop the keys of forms sent more than eight days ago."""
    return Submission.objects.filter(sent_at__lt=now - SUBMISSIONS_STAY).delete()[0]
