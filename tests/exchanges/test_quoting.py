"""The professional's side: written in two minutes, kept until sent, numbered, changed, withdrawn."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from campagnon.catalogue.modes import Mode
from campagnon.exchanges.actions.leaving_quotes import withdraw_quote
from campagnon.exchanges.actions.quoting import Hindrance, hindrance_to_quote
from campagnon.exchanges.actions.sending_quotes import send_quote
from campagnon.exchanges.models import LineKind, Quote, QuoteState
from campagnon.matching.models import Answer
from campagnon.notices.actions.closing import close_need
from campagnon.people.models import VatRegime
from tests.exchanges.conftest import said_to
from tests.exchanges.papers import (
    accepted,
    again,
    drafted,
    job,
    line,
    need_plumber,
    plumber,
    request_to,
    sent,
)
from tests.exchanges.test_exchange import text_of
from tests.exchanges.test_quotes_story import WRITTEN

TODAY = date(2026, 11, 23)


def write_page(need, person) -> str:
    return reverse("exchanges:write_quote", args=[request_to(need, person).token])


def typed_in(response) -> dict[str, str]:
    page = response.page
    form = next(f for f in page.forms() if page.fields_of(f) and "devis" in f["action"])
    return {f["name"]: f.text if f.tag == "textarea" else f["value"] for f in page.fields_of(form)}


# What is there before one writes


def test_the_way_there_and_the_next_free_moment_are_filled_in(signed_in, leak, joel):
    typed = typed_in(signed_in(joel).get(write_page(leak, joel)))
    minutes = request_to(leak, joel).minutes
    assert typed["line-1-label"] == f"Déplacement, environ {minutes} min"
    steps = max(0, -(-(minutes - 15) // 10))
    assert Decimal(typed["line-1-unit_euros"].replace(",", ".")) == 25 + 5 * steps
    assert (typed["subject"], typed["day"], typed["hour"]) == ("Plomberie", "2026-11-24", "09:00")
    assert typed["conditions"].strip() == "Paiement à la fin des travaux."


def test_the_second_quote_begins_with_the_prices_of_the_first(signed_in, leak, joel, lea):
    sent(
        leak,
        joel,
        job(lines=(line("52.50", vat_percent=Decimal(10)),), is_old_housing=True, conditions="30 %"),
    )
    other = need_plumber(lea, words="Un évier bouché à Gerberoy")
    response = signed_in(joel).get(write_page(other, joel))
    typed = typed_in(response)
    assert (typed["line-0-unit_euros"], typed["line-0-unit"], typed["conditions"].strip()) == (
        "52,50",
        "",
        "30 %",
    )
    chosen = [e["value"] for e in response.page.all("option") if "selected" in e.attributes]
    assert chosen.count("10") == 3


def test_a_draft_is_found_again_as_it_was_written(signed_in, leak, joel):
    drafted(leak, joel, job(subject="Changer le mitigeur"))
    typed = typed_in(signed_in(joel).get(write_page(leak, joel)))
    assert (typed["subject"], typed["line-0-unit_euros"], typed["line-1-label"]) == (
        "Changer le mitigeur",
        "48,00",
        "Déplacement",
    )


# Writing


def test_a_line_without_a_price_is_not_on_the_quote_and_words_are_tidied(signed_in, leak, joel):
    said = {
        **WRITTEN,
        "line-1-unit_euros": "",
        "line-0-label": "  Main\u202e   d’œuvre ",
        "line-0-unit_euros": "48,5",
    }
    signed_in(joel).post(write_page(leak, joel), said)
    (only,) = Quote.objects.get().lines.all()
    assert (only.label, only.kind, only.unit_euros, only.vat_percent) == (
        "Main d’œuvre",
        LineKind.LABOUR,
        Decimal("48.50"),
        Decimal(20),
    )


def test_one_more_line_keeps_what_was_typed_and_writes_nothing(signed_in, leak, joel):
    said = {**WRITTEN, "line-0-unit_euros": "douze", "add": "1"}
    response = signed_in(joel).post(write_page(leak, joel), said)
    typed = typed_in(response)
    assert (typed["line-0-unit_euros"], typed["line-3-quantity"], typed["line-1-label"]) == (
        "douze",
        "1",
        WRITTEN["line-1-label"],
    )
    assert not Quote.objects.exists()
    assert "Il reste un détail" not in text_of(response)


def test_a_quote_has_fifteen_lines_at_most(signed_in, leak, joel):
    rows = {f"line-{n}-label": f"Ligne {n}" for n in range(15)}
    response = signed_in(joel).post(write_page(leak, joel), {**WRITTEN, **rows, "add": "1"})
    assert "line-15-label" not in typed_in(response)
    assert "Ajouter une ligne" not in text_of(response)


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("subject", "", "Écrivez en quelques mots ce que vous ferez."),
        ("day", "demain", "Écrivez la date ainsi : 28/11/2026."),
        ("day", "2026-11-20", "Ce moment est passé : choisissez un jour ou une heure à venir."),
        ("valid_days", "900", "Choisissez une durée dans la liste."),
        ("line-0-unit_euros", "-12", "Écrivez un nombre, ainsi : 12,50."),
        ("line-0-unit_euros", "1000000", "C’est plus que ce que nous savons compter ici."),
        ("line-0-quantity", "0", "Écrivez une quantité, ainsi : 1 ou 2,5."),
        ("line-0-unit", "tonneau", "Choisissez une unité dans la liste."),
        ("line-0-vat_percent", "19.6", "Choisissez un taux dans la liste."),
        ("line-2-label", "Mitigeur", "Écrivez le prix, ou videz la ligne."),
    ],
)
def test_what_cannot_be_on_a_quote_is_refused_beside_the_field(signed_in, leak, joel, field, value, fault):
    response = signed_in(joel).post(write_page(leak, joel), {**WRITTEN, field: value})
    assert text_of(response).count(fault) == 2  # in the summary and beside the field
    assert typed_in(response)["line-1-unit_euros"] == "30,00"
    assert not Quote.objects.exists()


def test_a_quote_of_nothing_is_refused(signed_in, leak, joel):
    said = {**WRITTEN, "line-0-unit_euros": "", "line-1-unit_euros": "0"}
    assert "Écrivez au moins un prix." in text_of(signed_in(joel).post(write_page(leak, joel), said))
    assert not Quote.objects.exists()


def test_a_reduced_rate_asks_for_old_housing_or_a_declared_service(signed_in, leak, joel):
    his, reduced = signed_in(joel), {**WRITTEN, "line-0-vat_percent": "10"}
    fault = "Un taux réduit demande un logement de plus de deux ans, ou un service à la personne déclaré."
    assert text_of(his.post(write_page(leak, joel), reduced)).count(fault) == 2
    assert his.post(write_page(leak, joel), {**reduced, "is_old_housing": "on"}).status_code == 302
    assert Quote.objects.get().totals.vat == Decimal("9.60") + Decimal("6.00")
    joel.professional.sap_number, joel.professional.sap_declared_on = "SAP000000018", TODAY
    joel.professional.save()
    assert his.post(write_page(leak, joel), reduced).status_code == 302


def test_who_has_no_vat_writes_none(signed_in, leak, monday):
    person = plumber(3, vat_regime=VatRegime.FRANCHISE)
    response = signed_in(person).get(write_page(leak, person))
    assert "art. 293 B du CGI" in text_of(response)
    assert "line-0-vat_percent" not in typed_in(response)
    signed_in(person).post(write_page(leak, person), WRITTEN)
    quote = Quote.objects.get()
    assert (quote.totals.vat, quote.gross) == (Decimal("0.00"), Decimal("126.00"))


def test_two_windows_keep_one_draft_the_last_written(leak, joel):
    first = drafted(leak, joel)
    second = drafted(leak, joel, job(subject="Autre chose", lines=(line("10"),)))
    assert (first.pk, again(first).subject, again(first).lines.count()) == (second.pk, "Autre chose", 1)


def test_nobody_writes_in_another_s_place(signed_in, leak, joel, karim):
    assert signed_in(karim).get(write_page(leak, joel)).status_code == 404
    quote = drafted(leak, joel)
    with pytest.raises(PermissionDenied):
        send_quote(quote, by=karim)
    assert signed_in(karim).post(reverse("exchanges:send_quote", args=[quote.public_id])).status_code == 404
    assert again(quote).state is QuoteState.DRAFT


# What keeps a quote from leaving


@pytest.mark.parametrize(
    ("field", "value", "hindrance", "said"),
    [
        ("mediator", "", Hindrance.INCOMPLETE, "complétez votre entreprise"),
        (
            "insured_until",
            date(2026, 11, 22),
            Hindrance.UNINSURED,
            "La date de fin de votre assurance est passée",
        ),
    ],
)
def test_an_enterprise_that_may_not_quote_is_told_what_to_do(
    signed_in, leak, joel, field, value, hindrance, said
):
    quote = drafted(leak, joel)
    setattr(joel.professional, field, value)
    joel.professional.save()
    page = signed_in(joel).get(write_page(leak, joel))
    assert said in text_of(page)
    assert any(link.startswith(reverse("people:professional")) for link in page.page.links())
    assert send_quote(quote, by=joel) is hindrance
    assert again(quote).state is QuoteState.DRAFT


def test_no_quote_leaves_for_a_need_that_is_closed_or_taken(signed_in, leak, joel, lea):
    other = plumber(2)
    accepted(sent(leak, other))
    assert hindrance_to_quote(request_to(leak, joel), on=TODAY) is Hindrance.TAKEN
    assert "s’est mis d’accord avec quelqu’un d’autre" in text_of(signed_in(joel).get(write_page(leak, joel)))
    closed = need_plumber(lea, words="Un évier bouché à Gerberoy")
    close_need(closed, reason="useless", by=lea)
    assert hindrance_to_quote(request_to(closed, joel), on=TODAY) is Hindrance.CLOSED


def test_three_quotes_stand_and_a_place_comes_free(leak, joel, monday):
    three = [sent(leak, plumber(number)) for number in (1, 2, 3)]
    quote = drafted(leak, joel)
    assert send_quote(quote, by=joel) is Hindrance.FULL
    withdraw_quote(three[0], by=three[0].helper)
    assert send_quote(quote, by=joel) is None


def test_a_draft_whose_beginning_is_past_goes_back_to_be_mended(signed_in, leak, joel, monday):
    quote = drafted(leak, joel, job(starts_on=date(2026, 11, 24)))
    monday.shift(timedelta(days=1, hours=3))
    answer = signed_in(joel).post(reverse("exchanges:send_quote", args=[quote.public_id]))
    assert answer.url == write_page(leak, joel)
    assert again(quote).state is QuoteState.DRAFT


def test_an_offer_that_is_no_longer_a_professional_s_writes_no_quote(signed_in, leak, joel):
    suggestion = request_to(leak, joel)
    suggestion.offer.modes = Mode.FREE
    suggestion.offer.save()
    assert signed_in(joel).get(write_page(leak, joel)).status_code == 404


# Sending


def test_a_quote_sent_is_numbered_frozen_and_kept(leak, joel, lea):
    quote = sent(leak, joel)
    assert (quote.number, quote.seller["siret"], quote.client["name"]) == (
        "D-2026-0001",
        "00000001800010",
        "Léa",
    )
    assert quote.seller["insurer"].startswith("Assurances du Plateau")
    assert bytes(quote.paper.content).startswith(b"%PDF-") and quote.paper.name == "devis-D-2026-0001.pdf"
    joel.professional.insurer = "Ailleurs"
    joel.professional.save()
    assert again(quote).seller["insurer"].startswith("Assurances du Plateau")
    assert request_to(leak, joel).answer == Answer.YES


def test_numbers_follow_each_other_in_a_year_and_begin_again_in_the_next(leak, joel, lea, monday):
    numbers = [sent(leak, joel).number]
    numbers.append(sent(need_plumber(lea, words="Un évier bouché à Gerberoy"), joel).number)
    numbers.append(sent(leak, plumber(1)).number)
    monday.move_to(timezone.make_aware(timezone.datetime(2027, 1, 4, 10)))
    last = need_plumber(lea, words="Un ballon percé à Gerberoy")
    numbers.append(sent(last, joel, job(starts_on=date(2027, 2, 1))).number)
    assert numbers == ["D-2026-0001", "D-2026-0002", "D-2026-0001", "D-2027-0001"]


def test_sent_twice_it_leaves_once(signed_in, leak, joel, lea):
    quote = drafted(leak, joel)
    for _ in range(2):
        signed_in(joel).post(reverse("exchanges:send_quote", args=[quote.public_id]))
    assert len([said for said in said_to(lea) if "vous envoie un devis" in said]) == 1
    assert again(quote).number == "D-2026-0001"


def test_a_change_is_a_new_version_and_the_former_stands_no_more(signed_in, leak, joel, lea):
    first = sent(leak, joel)
    his = signed_in(joel)
    written = his.post(write_page(leak, joel), {**WRITTEN, "line-0-unit_euros": "40"})
    his.post(written.url + "envoi/")
    second = again(Quote.objects.latest("pk"))
    assert (second.number, second.version, second.replaces) == ("D-2026-0001 v2", 2, first)
    assert (again(first).state, second.state) == (QuoteState.REPLACED, QuoteState.STANDING)
    assert said_to(lea)[-1] == "Lefèvre Plomberie a changé son devis : 132 € à présent"
    hers = signed_in(lea).get(reverse("exchanges:quote", args=[first.public_id]))
    assert reverse("exchanges:quote", args=[second.public_id]) in hers.page.links()
    assert signed_in(lea).get(reverse("exchanges:accept_quote", args=[first.public_id])).status_code == 302


def test_the_database_numbers_each_quote_once(leak, joel, lea):
    first = sent(leak, joel)
    other = drafted(need_plumber(lea, words="Un évier bouché à Gerberoy"), joel)
    with pytest.raises(IntegrityError), transaction.atomic():
        Quote.objects.filter(pk=other.pk).update(number=first.number)


# Taking it back


def test_a_quote_is_withdrawn_and_the_search_goes_on(signed_in, leak, joel, lea, monday):
    quote = sent(leak, joel)
    other = plumber(1)
    leak.suggestions.filter(helper=other).delete()
    signed_in(joel).post(reverse("exchanges:withdraw_quote", args=[quote.public_id]))
    assert again(quote).state is QuoteState.WITHDRAWN
    assert said_to(lea)[-1] == "Lefèvre Plomberie retire son devis"
    assert leak.suggestions.filter(helper=other, answered_at=None).exists()
    assert hindrance_to_quote(request_to(leak, joel), on=TODAY) is Hindrance.CLOSED


def test_an_accepted_quote_is_not_withdrawn(leak, joel):
    quote = sent(leak, joel)
    accepted(quote)
    assert withdraw_quote(quote, by=joel) is False
    assert again(quote).state is QuoteState.ACCEPTED
