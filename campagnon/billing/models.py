from datetime import date
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campagnon.common.ids import new_public_id
from campagnon.exchanges.models import PricedLine
from campagnon.exchanges.totals import Totals, totals_of


class Series(models.Model):
    """One professional's invoices of one year: the last number taken, and none missing before it."""

    seller = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("professionnel")
    )
    year = models.PositiveSmallIntegerField(_("année"))
    last = models.PositiveIntegerField(_("dernier numéro"), default=0)
    last_on = models.DateField(_("daté du"), null=True)

    class Meta:
        constraints = [models.UniqueConstraint("seller", "year", name="billing_series_once")]

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class Kind(models.TextChoices):
    """An invoice, or the credit note that undoes it."""

    INVOICE = "invoice", _("Facture")
    CREDIT_NOTE = "credit", _("Avoir")


class InvoiceQuerySet(models.QuerySet["Invoice"]):
    def seen_by(self, user) -> "InvoiceQuerySet":
        return self.filter(Q(seller=user) | Q(client=user))

    def standing(self) -> "InvoiceQuerySet":
        """Invoices that no credit note has undone."""
        return self.filter(kind=Kind.INVOICE, credited_at=None)

    def unpaid(self) -> "InvoiceQuerySet":
        """Of which neither of the two has said that they are paid."""
        return self.standing().filter(paid_said_by_seller_at=None, paid_said_by_client_at=None)


class Invoice(models.Model):
    """What a professional asks to be paid, numbered without a gap; once issued, it is never altered."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    kind = models.CharField(_("nature"), max_length=7, choices=Kind.choices, default=Kind.INVOICE)
    seller = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("professionnel")
    )
    client = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("client")
    )
    quote = models.ForeignKey(
        "exchanges.Quote", models.PROTECT, related_name="invoices", verbose_name=_("devis")
    )
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="corrected_by", verbose_name=_("annule")
    )
    credited_at = models.DateTimeField(_("annulée par un avoir le"), null=True)
    reason = models.CharField(_("motif"), max_length=200, blank=True)
    # Ours are numbered in a series; an invoice of their own carries their own number, and takes none of ours.
    year = models.PositiveSmallIntegerField(_("année"), null=True)
    rank = models.PositiveIntegerField(_("rang"), null=True)
    number = models.CharField(_("numéro"), max_length=30)
    issued_on = models.DateField(_("datée du"))
    performed_on = models.DateField(_("prestation du"))
    due_on = models.DateField(_("à payer avant le"))
    seller_mentions = models.JSONField(_("entreprise"), default=dict)
    client_mentions = models.JSONField(_("client"), default=dict)
    paper = models.ForeignKey("journal.Paper", models.PROTECT, related_name="+")
    is_own_paper = models.BooleanField(_("facture jointe par l’entreprise"), default=False)
    # Of an invoice of their own, the one figure that is known.
    own_total_euros = models.DecimalField(_("total, euros"), max_digits=10, decimal_places=2, null=True)
    issued_at = models.DateTimeField(_("émise le"), default=timezone.now)
    # The platform holds no money: each of the two notes what they know.
    paid_said_by_seller_at = models.DateTimeField(_("payée, dit l’entreprise le"), null=True)
    paid_said_by_client_at = models.DateTimeField(_("payée, dit le client le"), null=True)
    # The client is reminded of an unpaid invoice once, and never again.
    reminded_at = models.DateTimeField(_("rappelée le"), null=True)

    objects = InvoiceQuerySet.as_manager()

    class Meta:
        ordering = ["issued_on", "pk"]
        constraints = [
            models.UniqueConstraint("seller", "year", "rank", name="billing_invoice_rank"),
            # An own number is theirs to choose, once; it may look like one of ours.
            models.UniqueConstraint(
                "seller", "number", name="billing_invoice_own_number", condition=Q(is_own_paper=True)
            ),
            # Two clicks, two windows: a job is billed once, unless a credit note has undone the first bill.
            models.UniqueConstraint(
                "quote",
                name="billing_invoice_one_standing_a_quote",
                condition=Q(kind=Kind.INVOICE, credited_at=None),
            ),
            models.CheckConstraint(
                name="billing_invoice_ours_is_ranked",
                condition=Q(is_own_paper=True, year=None, rank=None, own_total_euros__isnull=False)
                | Q(is_own_paper=False, year__isnull=False, rank__isnull=False, own_total_euros=None),
            ),
            models.CheckConstraint(
                name="billing_invoice_credit_corrects",
                condition=Q(kind=Kind.INVOICE, corrects=None)
                | Q(kind=Kind.CREDIT_NOTE, corrects__isnull=False),
            ),
            models.CheckConstraint(
                name="billing_invoice_credit_is_the_end",
                condition=Q(kind=Kind.INVOICE)
                | Q(credited_at=None, paid_said_by_seller_at=None, paid_said_by_client_at=None),
            ),
            models.CheckConstraint(
                name="billing_invoice_due_after_issue", condition=Q(due_on__gte=F("issued_on"))
            ),
            models.CheckConstraint(
                name="billing_invoice_issued_after_the_job", condition=Q(performed_on__lte=F("issued_on"))
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def totals(self) -> Totals:
        """What the lines add up to; reads `lines`."""
        return totals_of([line.as_line() for line in self.lines.all()])

    @property
    def gross(self) -> Decimal:
        """What is due, all included, in euros."""
        return self.own_total_euros if self.own_total_euros is not None else self.totals.gross

    @property
    def signed_gross(self) -> Decimal:
        """What it adds to a year: a credit note takes away."""
        return -self.gross if self.is_credit_note else self.gross

    @property
    def client_name(self) -> str:
        """Who is billed, as far as they still are somebody here."""
        return self.client_mentions.get("name") or str(self.client)

    @property
    def seller_name(self) -> str:
        """The enterprise, as its papers call it."""
        return self.seller_mentions.get("trade_name") or str(self.seller)

    @property
    def is_credit_note(self) -> bool:
        return self.kind == Kind.CREDIT_NOTE

    @property
    def is_paid(self) -> bool:
        """Whether one of the two has said so."""
        return bool(self.paid_said_by_seller_at or self.paid_said_by_client_at)

    @property
    def is_awaited(self) -> bool:
        """Whether money is still to come, as far as the two have said."""
        return self.kind == Kind.INVOICE and self.credited_at is None and not self.is_paid

    def is_late_on(self, day: date) -> bool:
        return self.is_awaited and day > self.due_on

    @property
    def is_late(self) -> bool:
        return self.is_late_on(timezone.localdate())


class InvoiceLine(PricedLine):
    """A line of an invoice, as on its quote."""

    invoice = models.ForeignKey(Invoice, models.CASCADE, related_name="lines")

    class Meta(PricedLine.Meta):
        abstract = False
        constraints = [models.UniqueConstraint("invoice", "position", name="billing_invoiceline_position")]
