from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from campagnon.catalogue.modes import Mode
from campagnon.exchanges.actions.answering import modes_allowed
from campagnon.exchanges.models import Agreement, Quote, QuoteLine
from campagnon.exchanges.totals import Line
from campagnon.journal.actions import issue_paper, record
from campagnon.journal.models import Paper
from campagnon.matching.models import Suggestion
from campagnon.notices.models import Need
from campagnon.people.models import User

# What a household can compare without losing its way.
MOST_STANDING = 3


@dataclass(frozen=True)
class QuotedLine:
    """One thing to pay for, checked."""

    kind: str
    label: str
    quantity: Decimal
    unit: str
    unit_euros: Decimal
    vat_percent: Decimal

    @property
    def figures(self) -> Line:
        return Line(self.quantity, self.unit_euros, self.vat_percent)


@dataclass(frozen=True)
class QuoteContent:
    """What a professional wrote, checked: lines of ours, or a paper of theirs with its total."""

    subject: str
    starts_at: datetime
    hours: Decimal
    valid_until: date
    conditions: str = ""
    is_old_housing: bool = False
    is_urgent_repair: bool = False
    lines: tuple[QuotedLine, ...] = ()
    own_paper: bytes | None = None
    own_total_euros: Decimal | None = None


class Hindrance(Enum):
    """Why no quote can leave for a need."""

    CLOSED = "closed"  # the need, or this helper's place in it
    TAKEN = "taken"  # the household has chosen somebody else
    MODE = "mode"  # offer, need or service do not allow a professional any more
    UNINSURED = "uninsured"
    INCOMPLETE = "incomplete"  # the enterprise has not said all that the law asks
    FULL = "full"  # three quotes stand already
    PAST = "past"  # it begins or ends before today


def hindrance_to_quote(suggestion: Suggestion, *, on: date) -> Hindrance | None:
    """What keeps a helper from sending a quote for a need, if anything does."""
    need, helper = suggestion.need, suggestion.helper
    professional = getattr(helper, "professional", None)
    if need.is_open and _is_taken(need, helper):
        return Hindrance.TAKEN
    if not need.is_open or (suggestion.ended_at is not None and not _has_run_out(suggestion)):
        return Hindrance.CLOSED
    if professional is None or not professional.can_quote:
        return Hindrance.INCOMPLETE
    if not professional.is_insured_on(on):
        return Hindrance.UNINSURED
    if Mode.PRO not in modes_allowed(suggestion, on=on):
        return Hindrance.MODE
    if need.quotes.standing().exclude(helper=helper).count() >= MOST_STANDING:
        return Hindrance.FULL
    return None


def last_version(suggestion: Suggestion) -> Quote | None:
    """The quote that a new one would take the place of: it stands, binds, or has run out."""
    left = {"declined_at": None, "withdrawn_at": None, "replaced_at": None, "retracted_at": None}
    return suggestion.quotes.sent().filter(**left, dropped_at=None).order_by("-version").first()


def draft_of(suggestion: Suggestion) -> Quote | None:
    """The quote that its author has not sent yet."""
    return suggestion.quotes.drafts().prefetch_related("lines").first()


@transaction.atomic
def draft_quote(
    suggestion: Suggestion, content: QuoteContent, *, by: User, now: datetime | None = None
) -> Quote:
    """Keep what a professional wrote until it is sent; one draft for each request, the last one written."""
    if by.pk != suggestion.helper_id:
        raise PermissionDenied
    now = now or timezone.now()
    # Two windows: one draft; and what is being sent meanwhile is no draft any more.
    Need.objects.select_for_update(of=("self",)).get(pk=suggestion.need_id)
    quote = draft_of(suggestion) or Quote(
        need_id=suggestion.need_id, helper_id=suggestion.helper_id, suggestion=suggestion
    )
    former_paper = quote.paper
    for name in ("subject", "starts_at", "hours", "valid_until", "conditions", "own_total_euros"):
        setattr(quote, name, getattr(content, name))
    quote.is_old_housing, quote.is_urgent_repair = content.is_old_housing, content.is_urgent_repair
    quote.is_own_paper = content.own_paper is not None
    quote.paper = issue_paper("devis.pdf", content.own_paper, now=now) if content.own_paper else None
    quote.replaces = last_version(suggestion)
    quote.version = quote.replaces.version + 1 if quote.replaces else 1
    quote.written_at = now
    quote.save()
    _forget(former_paper)
    _write_lines(quote, content.lines)
    record("quote.drafted", target=quote, by=by)
    return quote


@transaction.atomic
def discard_draft(quote: Quote, *, by: User) -> bool:
    """Throw a draft away; False when it was sent already."""
    draft = Quote.objects.drafts().select_for_update(of=("self",)).filter(pk=quote.pk, helper=by).first()
    if draft is None:
        return False
    record("quote.discarded", target=draft, by=by)
    draft.delete()
    _forget(draft.paper)
    return True


def _write_lines(quote: Quote, lines: tuple[QuotedLine, ...]) -> None:
    quote.lines.all().delete()
    QuoteLine.objects.bulk_create(
        [QuoteLine(quote=quote, position=n, **vars(line)) for n, line in enumerate(lines, start=1)]
    )
    # A draft read before is not believed any more.
    getattr(quote, "_prefetched_objects_cache", {}).pop("lines", None)


def _forget(paper: Paper | None) -> None:
    if paper is not None:
        paper.delete()


def _has_run_out(suggestion: Suggestion) -> bool:
    """Whether the last quote ran out: its author may renew it as long as the need is open."""
    last = last_version(suggestion)
    return last is not None and last.expired_at is not None


def _is_taken(need: Need, helper: User) -> bool:
    """Whether somebody else has it; a professional who only comes and looks leaves it open to compare."""
    agreed = Agreement.objects.standing().filter(exchange__need=need, exchange__ended_at=None)
    agreed = agreed.exclude(mode=Mode.PRO)
    return (
        agreed.exclude(exchange__helper=helper).exists()
        or need.quotes.accepted().exclude(helper=helper).exists()
    )
