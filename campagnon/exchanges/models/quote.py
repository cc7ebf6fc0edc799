from datetime import date
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from campagnon.common.ids import new_public_id
from campagnon.exchanges.models.priced_line import PricedLine
from campagnon.exchanges.totals import Totals, totals_of


class QuoteState(models.TextChoices):
    """Where a quote stands; read from its dates, never stored."""

    DRAFT = "draft", _("brouillon")
    STANDING = "standing", _("en attente de réponse")
    ACCEPTED = "accepted", _("accepté")
    DECLINED = "declined", _("décliné")
    WITHDRAWN = "withdrawn", _("retiré")
    REPLACED = "replaced", _("remplacé")
    EXPIRED = "expired", _("plus valable")
    RETRACTED = "retracted", _("rétracté")
    DROPPED = "dropped", _("sans suite")


class QuoteQuerySet(models.QuerySet["Quote"]):
    def drafts(self) -> "QuoteQuerySet":
        return self.filter(sent_at=None)

    def sent(self) -> "QuoteQuerySet":
        """Before the household, or once before it; a draft is nobody's business but its author's."""
        return self.filter(sent_at__isnull=False)

    def standing(self) -> "QuoteQuerySet":
        """Sent, and waiting for the household's answer; it may have run out since (`valid_until`)."""
        return self.sent().filter(
            accepted_at=None, declined_at=None, withdrawn_at=None, replaced_at=None, expired_at=None
        )

    def accepted(self) -> "QuoteQuerySet":
        """Accepted, and binding: neither retracted by the household, nor replaced, nor given up by either."""
        return self.filter(accepted_at__isnull=False, retracted_at=None, replaced_at=None, dropped_at=None)

    def seen_by(self, user) -> "QuoteQuerySet":
        """Those that one wrote, and those that one was sent."""
        return self.filter(Q(helper=user) | Q(need__author=user, sent_at__isnull=False))


class Quote(models.Model):
    """What a professional asks for a job: lines, a date, a limit; once sent, it is never altered."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    need = models.ForeignKey("notices.Need", models.CASCADE, related_name="quotes", verbose_name=_("besoin"))
    helper = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="quotes", verbose_name=_("professionnel")
    )
    suggestion = models.ForeignKey(
        "matching.Suggestion", models.CASCADE, related_name="quotes", verbose_name=_("proposition")
    )
    # The exchange that it belongs to, from its acceptance on.
    exchange = models.ForeignKey(
        "exchanges.Exchange", models.CASCADE, null=True, related_name="quotes", verbose_name=_("échange")
    )
    number = models.CharField(_("numéro"), max_length=30, blank=True)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    replaces = models.OneToOneField(
        "self", models.SET_NULL, null=True, related_name="replaced_by", verbose_name=_("remplace")
    )
    subject = models.CharField(_("objet"), max_length=120)
    starts_at = models.DateTimeField(_("début des travaux"))
    hours = models.DecimalField(_("durée du premier rendez-vous, heures"), max_digits=4, decimal_places=2)
    valid_until = models.DateField(_("valable jusqu’au"))
    conditions = models.TextField(_("conditions"), max_length=1000, blank=True)
    # Asked for in haste by the household (a leak, a breakdown): without the 14 days, if it says so itself.
    is_urgent_repair = models.BooleanField(_("dépannage urgent"), default=False)
    # At the household's home, for housing finished more than two years ago: what the reduced rates stand on.
    is_old_housing = models.BooleanField(_("logement achevé depuis plus de deux ans"), default=False)
    # The mentions as they were when it was sent: names, addresses, numbers, insurances.
    seller = models.JSONField(_("entreprise"), default=dict)
    # Before the acceptance a first name and a commune; from then on the name and address of the contract.
    client = models.JSONField(_("client"), default=dict)
    # Theirs, when they attach their own; ours otherwise. Kept to the byte from the sending on.
    paper = models.ForeignKey("journal.Paper", models.PROTECT, null=True, related_name="+")
    is_own_paper = models.BooleanField(_("devis joint par l’entreprise"), default=False)
    # Of a quote of their own, the one figure that is known.
    own_total_euros = models.DecimalField(_("total, euros"), max_digits=10, decimal_places=2, null=True)
    # What both agreed on, word for word, and how the household may go back on it.
    acceptance_paper = models.ForeignKey("journal.Paper", models.PROTECT, null=True, related_name="+")

    written_at = models.DateTimeField(_("écrit le"), default=timezone.now)
    sent_at = models.DateTimeField(_("envoyé le"), null=True)
    reminded_at = models.DateTimeField(_("rappelé le"), null=True)
    accepted_at = models.DateTimeField(_("accepté le"), null=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    # The household asked, in so many words, that the work begin before its 14 days are over.
    early_start_at = models.DateTimeField(_("début anticipé demandé le"), null=True)
    # The household said itself that this urgent repair was at its own express request.
    urgency_said_at = models.DateTimeField(_("urgence demandée le"), null=True)
    declined_at = models.DateTimeField(_("décliné le"), null=True)
    declined_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(_("retiré par l’entreprise le"), null=True)
    expired_at = models.DateTimeField(_("périmé, dit le"), null=True)
    replaced_at = models.DateTimeField(_("remplacé le"), null=True)
    retracted_at = models.DateTimeField(_("rétracté par le client le"), null=True)
    # Accepted, then given up by one of the two before the work: the exchange says by whom.
    dropped_at = models.DateTimeField(_("sans suite depuis"), null=True)

    objects = QuoteQuerySet.as_manager()

    class Meta:
        constraints = [
            # Two clicks, two people, two windows: the database lets one acceptance through.
            models.UniqueConstraint(
                "need",
                name="exchanges_quote_one_accepted",
                condition=Q(accepted_at__isnull=False, retracted_at=None, replaced_at=None, dropped_at=None),
            ),
            models.UniqueConstraint(
                "suggestion", name="exchanges_quote_one_draft", condition=Q(sent_at=None)
            ),
            models.UniqueConstraint(
                "helper", "number", name="exchanges_quote_number", condition=~Q(number="")
            ),
            models.CheckConstraint(
                name="exchanges_quote_sent_is_whole",
                condition=Q(sent_at=None) | (~Q(number="") & Q(paper__isnull=False)),
            ),
            models.CheckConstraint(
                name="exchanges_quote_one_end",
                condition=Q(accepted_at=None) | Q(declined_at=None, withdrawn_at=None, expired_at=None),
            ),
            models.CheckConstraint(
                name="exchanges_quote_accepted_in_an_exchange",
                condition=Q(accepted_at=None) | Q(sent_at__isnull=False, exchange__isnull=False),
            ),
            models.CheckConstraint(
                name="exchanges_quote_undone_was_accepted",
                condition=Q(retracted_at=None, dropped_at=None, early_start_at=None, urgency_said_at=None)
                | Q(accepted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="exchanges_quote_own_paper_has_a_total",
                condition=Q(is_own_paper=False, own_total_euros=None)
                | Q(is_own_paper=True, own_total_euros__gt=0, paper__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["helper", "sent_at"], name="exchanges_quote_helper")]

    def __str__(self) -> str:
        return self.number or self.subject

    @property
    def state(self) -> QuoteState:
        """The last thing that became of it."""
        marks = (
            (self.retracted_at, QuoteState.RETRACTED),
            (self.replaced_at, QuoteState.REPLACED),
            (self.dropped_at, QuoteState.DROPPED),
            (self.accepted_at, QuoteState.ACCEPTED),
            (self.declined_at, QuoteState.DECLINED),
            (self.withdrawn_at, QuoteState.WITHDRAWN),
            (self.expired_at, QuoteState.EXPIRED),
            (self.sent_at, QuoteState.STANDING),
        )
        return next((state for at, state in marks if at is not None), QuoteState.DRAFT)

    @property
    def is_sent(self) -> bool:
        return self.sent_at is not None

    @property
    def stands(self) -> bool:
        """Whether it waits for the household's answer."""
        return self.state is QuoteState.STANDING

    @property
    def is_accepted(self) -> bool:
        """Whether it binds the two."""
        return self.state is QuoteState.ACCEPTED

    @property
    def rhythm(self) -> str:
        """What a need that comes back does to the price; nothing for a job that is done once."""
        if not self.need.is_recurring:
            return ""
        return gettext("chaque semaine ; le prix est celui d’un rendez-vous")

    @property
    def file_name(self) -> str:
        """Its number as the name of a file carries it: « D-2026-0001-v2 »."""
        return self.number.replace(" ", "-")

    @property
    def seller_name(self) -> str:
        """The enterprise as people call it, as it was when the quote was sent."""
        return self.seller.get("trade_name") or self.helper.first_name

    def is_valid_on(self, day: date) -> bool:
        return day <= self.valid_until

    @property
    def totals(self) -> Totals:
        """What its lines add up to; reads `lines`."""
        return totals_of([line.as_line() for line in self.lines.all()])

    @property
    def gross(self) -> Decimal:
        """What the household would pay, all included, in euros."""
        return self.own_total_euros if self.own_total_euros is not None else self.totals.gross


class QuoteLine(PricedLine):
    """A line of a quote."""

    quote = models.ForeignKey(Quote, models.CASCADE, related_name="lines")

    class Meta(PricedLine.Meta):
        abstract = False
        constraints = [models.UniqueConstraint("quote", "position", name="exchanges_quoteline_position")]


class QuoteQuestion(models.Model):
    """A word between a household and a professional about a quote, relayed by the platform."""

    quote = models.ForeignKey(Quote, models.CASCADE, related_name="questions")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    body = models.TextField(_("message"), max_length=1000)
    sent_at = models.DateTimeField(_("envoyé le"), default=timezone.now)
    answered_at = models.DateTimeField(_("répondue le"), null=True)
    # Unanswered: the one who is awaited was told, then the one who waits; each once.
    nudged_at = models.DateTimeField(_("relancée le"), null=True)
    given_up_at = models.DateTimeField(_("sans réponse, dit le"), null=True)

    class Meta:
        ordering = ["sent_at", "pk"]
        indexes = [
            models.Index(fields=["sent_at"], name="exchanges_question_waiting", condition=Q(answered_at=None))
        ]

    def __str__(self) -> str:
        return self.body[:40]
