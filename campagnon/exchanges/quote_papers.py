"""A quote, and its acceptance, as papers: the values that the templates of `templates/papers` write."""

from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from campagnon.common import saying
from campagnon.common.templatetags.campagnon import euros, phone
from campagnon.common.typesetting import typeset
from campagnon.exchanges import phrases
from campagnon.exchanges.models import Quote
from campagnon.exchanges.retraction import last_day_to_retract
from campagnon.exchanges.vat import FRANCHISE_MENTION, written_percent

ENERGY_PERCENT = Decimal("5.5")


def typeset_quote(quote: Quote) -> bytes:
    """The PDF of a quote, with the information on going back on it and the form on its last page."""
    day = timezone.localdate(quote.sent_at or quote.written_at)
    title = _("Devis %(number)s") % {"number": quote.number} if quote.number else _("Projet de devis")
    values = {
        **_common(quote, day),
        "footer": f"{title}, {quote.seller_name}",
        "subject": quote.subject,
        "terms": _terms(quote, day),
        "lines": [_line(line) for line in quote.lines.all()],
        "totals": _totals(quote),
        "vat": FRANCHISE_MENTION if quote.seller.get("vat_regime") == "franchise" else "",
        "certificate": certificate(quote, _("le client")) if quote.is_old_housing else "",
        "conditions": quote.conditions.split("\n") if quote.conditions else [],
    }
    return typeset("quote", values, title=title, on=day)


def typeset_acceptance(quote: Quote) -> bytes:
    """The PDF of what both agreed on: who, what, how much, when, and until when one may go back."""
    day = timezone.localdate(quote.accepted_at)
    title = _("Acceptation du devis %(number)s") % {"number": quote.number}
    values = {
        **_common(quote, day),
        "footer": f"{title}, {quote.seller_name}",
        "terms": [*_terms(quote, day), (_("Total à payer"), euros(quote.gross))],
        "said": _said_by_client(quote),
        "paper": quote.paper.sha256,
        "until": _full_day(last_day_to_retract(day)) if not quote.urgency_said_at else "",
    }
    return typeset("acceptance", values, title=title, on=day)


def certificate(quote: Quote, name: str) -> str:
    """What the client certifies for a reduced rate (CGI art. 279-0 bis, 3; BOI-TVA-LIQ-30-20-90-40)."""
    said = _(
        "%(name)s certifie, en qualité de preneur de la prestation, que les travaux réalisés concernent "
        "des locaux à usage d’habitation achevés depuis plus de deux ans, qu’ils n’ont pas eu pour effet, "
        "sur une période de deux ans au plus, de concourir à la production d’un immeuble neuf au sens du "
        "2° du 2 du I de l’article 257 du CGI, ni d’entraîner une augmentation de la surface de plancher "
        "des locaux existants supérieure à 10 %%"
    ) % {"name": phrases.sentence(name)}
    if any(line.vat_percent == ENERGY_PERCENT for line in quote.lines.all()):
        said += _(" et qu’ils ont la nature de travaux de rénovation énergétique")
    return said + "."


def seller_lines(seller: dict[str, str]) -> list[str]:
    """Who the enterprise is, line by line, as the law asks (C. conso R111-1; arrêté du 24 janvier 2017)."""
    lines = [
        seller["legal_name"],
        seller["trade_name"] if seller["trade_name"] != seller["legal_name"] else "",
        seller["trade"],
        seller["street"],
        f"{seller['postcode']} {seller['town']}",
        phone(seller["phone"]),
        seller["email"],
        _("SIRET %(siret)s") % {"siret": seller["siret"]},
        seller["registration"],
        _("TVA %(number)s") % {"number": seller["vat_number"]} if seller["vat_number"] else "",
    ]
    return [line for line in lines if line]


def cover_lines(seller: dict[str, str]) -> list[str]:
    """Its insurances with their ends, its declaration, and who settles a quarrel."""
    lines = [
        _("Assurance professionnelle : %(insurer)s, valable jusqu’au %(until)s.")
        % {"insurer": seller["insurer"], "until": _iso_day(seller["insured_until"])}
    ]
    if "ten_year_insurer" in seller:
        lines.append(
            _("Assurance décennale : %(insurer)s, valable jusqu’au %(until)s.")
            % {"insurer": seller["ten_year_insurer"], "until": _iso_day(seller["ten_year_until"])}
        )
    if "sap_number" in seller:
        lines.append(
            _("Services à la personne : déclaration %(number)s du %(day)s.")
            % {"number": seller["sap_number"], "day": _iso_day(seller["sap_declared_on"])}
        )
    lines.append(_("Médiateur de la consommation : %(mediator)s.") % {"mediator": seller["mediator"]})
    return lines


def _common(quote: Quote, day: date) -> dict:
    client = quote.client
    street = client.get("street", "")
    return {
        "seller": seller_lines(quote.seller),
        "covers": cover_lines(quote.seller),
        "to": _address_to_notify(quote.seller),
        "client": [client["name"], street, f"{client['postcode']} {client['town']}".strip()],
        "number": quote.number,
        "written": _full_day(day),
    }


def _terms(quote: Quote, day: date) -> list[tuple[str, str]]:
    starts_at = timezone.localtime(quote.starts_at)
    return [
        (_("Début des travaux"), f"{_full_day(starts_at.date())}, {saying.hour(starts_at.time())}"),
        (
            _("Durée du premier rendez-vous"),
            _("environ %(length)s") % {"length": phrases.length(quote.hours)},
        ),
        *([(_("Rythme"), quote.rhythm)] if quote.rhythm else []),
        (_("Lieu"), quote.client["town"]),
        (_("Valable jusqu’au"), _full_day(quote.valid_until)),
        (_("Devis"), _("gratuit")),
    ]


def _line(line) -> dict[str, str]:
    return {
        "label": line.label,
        "kind": str(line.get_kind_display()),
        "quantity": f"{phrases.number(line.quantity)} {line.unit}".strip(),
        "unit": cents(line.unit_euros),
        "vat": written_percent(line.vat_percent),
        "net": cents(line.as_line().net),
    }


def _totals(quote: Quote) -> list[tuple[str, str]]:
    totals = quote.totals
    rows = [(_("Total hors taxe"), cents(totals.net))]
    for rate in totals.by_rate:
        if rate.vat_percent:
            said = {"percent": written_percent(rate.vat_percent), "net": cents(rate.net)}
            rows.append((_("TVA %(percent)s sur %(net)s") % said, cents(rate.vat)))
    return [*rows, (_("Total à payer, toutes taxes comprises"), cents(totals.gross))]


def _said_by_client(quote: Quote) -> list[str]:
    at = timezone.localtime(quote.accepted_at)
    said = {
        "name": quote.client["name"],
        "number": quote.number,
        "gross": euros(quote.gross),
        "day": _full_day(at.date()),
        "hour": saying.hour(at.time()),
    }
    lines = [
        _(
            "Le %(day)s à %(hour)s, %(name)s a accepté en ligne le devis %(number)s, avec obligation de "
            "payer %(gross)s."
        )
        % said
    ]
    if quote.early_start_at:
        lines.append(
            _(
                "%(name)s a demandé expressément que les travaux commencent avant la fin des quatorze "
                "jours, et reconnaît qu’une fois la prestation entièrement exécutée il n’est plus possible "
                "de se rétracter (C. conso L221-25 et L221-28, 1°)."
            )
            % said
        )
    if quote.urgency_said_at:
        lines.append(
            _(
                "%(name)s a dit avoir demandé expressément cette réparation urgente à son domicile : le "
                "droit de rétractation ne s’y applique pas (C. conso L221-28, 8°)."
            )
            % said
        )
    if quote.is_old_housing:
        lines.append(certificate(quote, quote.client["name"]))
    return lines


def _address_to_notify(seller: dict[str, str]) -> str:
    place = f"{seller['street']}, {seller['postcode']} {seller['town']}"
    return f"{seller['legal_name']}, {place}, {phone(seller['phone'])}, {seller['email']}"


def cents(amount) -> str:
    """« 1 250,00 € »: on paper cents are always written."""
    return f"{amount:,.2f}".replace(",", "\u202f").replace(".", ",") + "\u00a0€"


def _iso_day(day: str) -> str:
    return _full_day(date.fromisoformat(day))


def _full_day(day: date) -> str:
    """« 28 novembre 2026 »: on paper the year is always written."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number} {saying.MONTHS[day.month - 1]} {day.year}"
