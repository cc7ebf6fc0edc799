from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campagnon.common.ids import new_public_id
from campagnon.exchanges.models.priced_line import PricedLine
from campagnon.exchanges.totals import Totals, totals_of


class QuoteQuerySet(models.QuerySet["Quote"]):
    def sent(self) -> "QuoteQuerySet":
        """Before the household, or once before it; a draft is nobody's business but its author's."""
        return self.filter(sent_at__isnull=False)

    def standing(self) -> "QuoteQuerySet":
        """Sent, and waiting for the household's answer; it may have run out since (`valid_until`)."""
        return self.sent().filter(
            accepted_at=None, declined_at=None, withdrawn_at=None, replaced_at=None, expired_at=None
        )

    def accepted(self) -> "QuoteQuerySet":
        """Accepted, neither cancelled by the household within its 14 days nor replaced since."""
        return self.filter(accepted_at__isnull=False, retracted_at=None, replaced_at=None)


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
    # At the household's home, for housing finished more than two years ago: what the reduced rates stand on.
    is_old_housing = models.BooleanField(_("logement achevé depuis plus de deux ans"), default=False)
    # The mentions as they were when it was sent: names, addresses, numbers, insurances.
    seller = models.JSONField(_("entreprise"), default=dict)
    client = models.JSONField(_("client"), default=dict)
    # Theirs, when they attach their own; ours otherwise. Kept to the byte from the sending on.
    paper = models.ForeignKey("journal.Paper", models.PROTECT, null=True, related_name="+")
    is_own_paper = models.BooleanField(_("devis joint par l’entreprise"), default=False)

    written_at = models.DateTimeField(_("écrit le"), default=timezone.now)
    sent_at = models.DateTimeField(_("envoyé le"), null=True)
    reminded_at = models.DateTimeField(_("rappelé le"), null=True)
    accepted_at = models.DateTimeField(_("accepté le"), null=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    # The household asked, in so many words, that the work begin before its 14 days are over.
    early_start_at = models.DateTimeField(_("début anticipé demandé le"), null=True)
    declined_at = models.DateTimeField(_("décliné le"), null=True)
    declined_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(_("retiré par l’entreprise le"), null=True)
    expired_at = models.DateTimeField(_("périmé, dit le"), null=True)
    replaced_at = models.DateTimeField(_("remplacé le"), null=True)
    retracted_at = models.DateTimeField(_("rétracté par le client le"), null=True)

    objects = QuoteQuerySet.as_manager()

    class Meta:
        constraints = [
            # Two clicks, two people, two windows: the database lets one acceptance through.
            models.UniqueConstraint(
                "need",
                name="exchanges_quote_one_accepted",
                condition=Q(accepted_at__isnull=False, retracted_at=None, replaced_at=None),
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
                name="exchanges_quote_retracted_was_accepted",
                condition=Q(retracted_at=None) | Q(accepted_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["helper", "sent_at"], name="exchanges_quote_helper")]

    def __str__(self) -> str:
        return self.number or self.subject

    @property
    def is_sent(self) -> bool:
        return self.sent_at is not None

    @property
    def stands(self) -> bool:
        """Whether it waits for the household's answer."""
        ends = (self.accepted_at, self.declined_at, self.withdrawn_at, self.replaced_at, self.expired_at)
        return self.is_sent and not any(ends)

    def is_valid_on(self, day: date) -> bool:
        return day <= self.valid_until

    @property
    def totals(self) -> Totals:
        """What it adds up to; reads `lines`."""
        return totals_of([line.as_line() for line in self.lines.all()])


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

    class Meta:
        ordering = ["sent_at", "pk"]

    def __str__(self) -> str:
        return self.body[:40]
