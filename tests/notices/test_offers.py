from datetime import timedelta

import pytest
from django.utils import timezone

from campagnon.catalogue.models import Service
from campagnon.catalogue.modes import Mode
from campagnon.channels.models import Delivery
from campagnon.notices.actions.confirming import advance_offers
from campagnon.notices.actions.offers import (
    OfferDraft,
    change_offer,
    confirm_offer,
    pause_offer,
    publish_offer,
    withdraw_offer,
)
from campagnon.notices.models import Offer
from campagnon.notices.models.offer import ALWAYS_AVAILABLE
from campagnon.people.models import Professional


def draft(person, *slugs: str, modes: int = Mode.FREE | Mode.CESU, reach_minutes: int = 20) -> OfferDraft:
    return OfferDraft(
        words="Je tonds les pelouses le samedi",
        services=tuple(Service.objects.filter(slug__in=slugs)),
        commune=person.commune,
        modes=modes,
        reach_minutes=reach_minutes,
        availability=ALWAYS_AVAILABLE,
        confirm_every_days=90,
    )


def rows(offer) -> list[tuple[str, int, int, bool]]:
    found = offer.offered_services.order_by("service__slug")
    return list(found.values_list("service__slug", "modes", "reach_minutes", "is_listed"))


def test_an_offer_is_laid_out_for_the_search_with_the_ways_each_service_allows(karim):
    offer = publish_offer(draft(karim, "tonte", "menage"), by=karim)
    assert rows(offer) == [("menage", Mode.CESU, 20, True), ("tonte", Mode.FREE | Mode.CESU, 20, True)]


def test_a_changed_offer_forgets_the_services_it_no_longer_has(karim):
    offer = publish_offer(draft(karim, "tonte", "taille-haie"), by=karim)
    change_offer(offer, draft(karim, "tonte", reach_minutes=30), by=karim)
    assert rows(offer) == [("tonte", Mode.FREE | Mode.CESU, 30, True)]


def test_a_service_that_allows_none_of_the_ways_is_not_listed(karim):
    offer = publish_offer(draft(karim, "tonte", "plomberie", modes=Mode.FREE), by=karim)
    assert rows(offer) == [("plomberie", 0, 20, False), ("tonte", Mode.FREE, 20, True)]


def test_a_paused_offer_leaves_the_search_and_comes_back(karim):
    offer = publish_offer(draft(karim, "tonte"), by=karim)
    pause_offer(offer, by=karim)
    assert rows(offer)[0][3] is False
    confirm_offer(offer, by=karim)
    assert rows(offer)[0][3] is True


def test_a_withdrawn_offer_leaves_the_search_for_good(karim):
    offer = publish_offer(draft(karim, "tonte"), by=karim)
    withdraw_offer(offer, by=karim)
    assert rows(offer)[0][3] is False
    assert offer.is_open is False


@pytest.mark.parametrize(("days", "counts"), [(89, (0, 0)), (91, (1, 0))])
def test_an_old_offer_is_asked_about_at_its_rhythm(karim, days, counts):
    publish_offer(draft(karim, "tonte"), by=karim)
    done = advance_offers(now=timezone.now() + timedelta(days=days))
    assert (done["offers_asked"], done["offers_rested"]) == counts
    assert Delivery.objects.filter(key__startswith="offer-valid-").count() == counts[0]


def test_an_offer_without_an_answer_rests_and_is_asked_about_once(karim):
    offer = publish_offer(draft(karim, "tonte"), by=karim)
    asked = timezone.now() + timedelta(days=91)
    advance_offers(now=asked)
    assert advance_offers(now=asked) == {"offers_asked": 0, "offers_rested": 0}
    assert advance_offers(now=asked + timedelta(days=15)) == {"offers_asked": 0, "offers_rested": 1}
    offer.refresh_from_db()
    assert offer.is_open is False
    assert rows(offer)[0][3] is False
    assert offer.next_step_at is None


def test_a_paused_offer_is_not_asked_about(karim):
    offer = publish_offer(draft(karim, "tonte"), by=karim)
    pause_offer(offer, by=karim)
    done = advance_offers(now=timezone.now() + timedelta(days=200))
    assert done == {"offers_asked": 0, "offers_rested": 0}


def test_a_change_made_from_an_old_page_does_not_bring_a_withdrawn_offer_back(karim):
    offer = publish_offer(draft(karim, "tonte"), by=karim)
    old = Offer.objects.get(pk=offer.pk)
    withdraw_offer(offer, by=karim)
    change_offer(old, draft(karim, "tonte"), by=karim)
    assert rows(offer)[0][3] is False
    assert Offer.objects.get(pk=offer.pk).is_open is False


def test_an_owner_who_answers_keeps_the_offer(karim):
    offer = publish_offer(draft(karim, "tonte"), by=karim)
    asked = timezone.now() + timedelta(days=91)
    advance_offers(now=asked)
    offer.refresh_from_db()
    confirm_offer(offer, by=karim, now=asked + timedelta(days=1))
    assert advance_offers(now=asked + timedelta(days=15)) == {"offers_asked": 0, "offers_rested": 0}


def test_an_offer_on_quote_shows_the_trade_and_how_travel_is_counted(client, joel):
    offer = publish_offer(draft(joel, "tonte", modes=Mode.PRO), by=joel)
    text = client.get(f"/offres/{offer.public_id}/").content.decode().replace("\u00a0", " ")
    assert "SIRET 000 000 018 00010" in text
    assert "Déplacement : 30 € TTC jusqu’à 15 min de route, puis 6 € par 10 min" in text
    assert "Peut ouvrir droit" not in text


def test_an_offer_between_neighbours_shows_no_trade(client, joel):
    offer = publish_offer(draft(joel, "tonte"), by=joel)
    assert "SIRET" not in client.get(f"/offres/{offer.public_id}/").content.decode()


def test_an_offer_on_quote_says_that_the_insurance_has_run_out(client, signed_in, joel):
    offer = publish_offer(draft(joel, "tonte", modes=Mode.PRO), by=joel)
    Professional.objects.update(insured_until=timezone.localdate() - timedelta(days=1))
    page = client.get(f"/offres/{offer.public_id}/")
    assert "n’est plus en cours" in page.content.decode()
    assert [tag["class"] for tag in page.page.all("li") if "tag" in tag["class"]] == []
    assert "SIRET" not in page.content.decode()
    assert "Votre assurance est finie" in signed_in(joel).get(f"/offres/{offer.public_id}/").content.decode()
