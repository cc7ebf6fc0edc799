from datetime import date

import pytest
from django.urls import reverse

from campagnon.catalogue.models import Service
from campagnon.catalogue.modes import Mode
from campagnon.exchanges.actions.answering import answer_suggestion
from campagnon.exchanges.actions.ending import decline_exchange
from campagnon.exchanges.actions.writing import send_message
from campagnon.exchanges.story import tell_story
from campagnon.matching.models import Suggestion
from campagnon.notices.actions.closing import close_need
from campagnon.notices.models import CloseReason, Offer, OfferedService
from tests.cast import commune
from tests.exchanges.conftest import MOWING, agreed, asked, at, need_mowing, offer_mowing, opened
from tests.exchanges.test_exchange import text_of


def page(name: str, need) -> str:
    return reverse(f"exchanges:{name}", args=[need.public_id])


def told(need) -> list[str]:
    return [" ".join(event.sentence.split()) for event in tell_story(need)]


def test_the_story_of_a_need_is_told_to_its_end(need, karim, nadia, lea):
    assert told(need) == [
        "Votre besoin est publié.",
        "Deux personnes ont été prévenues.",
        "Sans réponse, nous demandons à d’autres personnes.",
    ]
    answer_suggestion(asked(need, nadia), answer="no", by=nadia)
    exchange = opened(need, karim)
    assert told(need)[2:] == [
        "Nadia ne peut pas.",
        "Karim propose samedi 28 novembre à 9 h.",
        "Nous attendons votre réponse. Sans nouvelles, nous demandons à quelqu’un d’autre.",
    ]
    decline_exchange(exchange, by=karim)
    assert "Karim ne peut finalement pas." in told(need)
    close_need(need, reason="elsewhere", by=lea)
    need.refresh_from_db()
    assert told(need)[-1] == "Vous avez trouvé autrement : le besoin est fermé."


def test_those_asked_twice_are_told_of_as_such(need, karim, nadia, monday):
    exchange = opened(need, karim)
    answer_suggestion(asked(need, nadia), answer="yes", by=nadia, proposal=MOWING)
    monday.move_to(at(23, 15))
    decline_exchange(exchange, by=karim)
    counted = [
        said for said in told(need) if "personne" in said and "prévenue" in said or "redemandé" in said
    ]
    assert counted == ["Deux personnes ont été prévenues.", "Nous avons redemandé à une personne."]
    assert told(need)[-3:-1] == ["Karim ne peut finalement pas.", counted[1]]


def test_the_story_names_a_town_hall_only_where_one_serves(need, karim, lea, odile, monday):
    across = need_mowing(lea, commune=commune("Dieppe", "76"))
    assert told(across) == ["Votre besoin est publié.", "Nous cherchons qui pourrait venir jusque chez vous."]
    for one, after_a_day, after_two in (
        (
            need,
            "Si personne n’a répondu, la mairie prend le relais.",
            "La mairie s’en occupe ; nous vous donnons des nouvelles.",
        ),
        (
            across,
            "Nous cherchons encore, et vous donnons des nouvelles.",
            "Nous cherchons encore, et vous donnons des nouvelles.",
        ),
    ):
        one.widened_at = one.asker_told_at = at(24, 10)
        assert told(one)[-1] == after_a_day
        one.desk_told_at = at(25, 10)
        assert told(one)[-1] == after_two


def test_the_deadline_told_is_the_one_that_counts(need, karim, monday):
    exchange = opened(need, karim)
    assert tell_story(need)[-1].at == at(25, 10)
    monday.move_to(at(23, 15))
    send_message(exchange, "Avez-vous une prise ?", by=karim)
    assert tell_story(need)[-1].at == at(25, 15)


def test_an_agreed_need_says_who_comes_and_when(need, karim):
    agreed(need, karim)
    assert told(need)[-2:] == ["C’est entendu avec Karim : samedi 28 novembre à 9 h.", "Karim vient à 9 h."]


def test_the_story_takes_four_queries(need, karim, django_assert_num_queries):
    agreed(need, karim)
    with django_assert_num_queries(4):
        tell_story(need)


def test_its_author_sees_where_it_stands_and_one_main_action(signed_in, need, karim, lea):
    opened(need, karim)
    html = text_of(signed_in(lea).get(page("need", need)))
    assert "Karim peut venir samedi 28 novembre à 9 h" in html
    assert "Accepter" in html and "Où en est-on" in html and "Ce n’est plus utile" in html


def test_a_neighbour_reads_the_public_version(client, signed_in, need, karim, lea, joel):
    opened(need, karim)
    for reader in (client, signed_in(joel)):
        html = text_of(reader.get(page("need", need)))
        assert "Je peux aider" in html and "Samedi 28 novembre, le matin" in html
        assert [w for w in ("Karim", "Accepter", lea.last_name, lea.email) if w in html] == []


def test_the_agent_of_the_territory_reads_the_story_too(signed_in, need, karim, odile, mme_roux):
    opened(need, karim)
    assert "Karim propose" in text_of(signed_in(odile).get(page("need", need)))
    assert "Karim propose" not in text_of(signed_in(mme_roux).get(page("need", need)))


def test_the_dates_of_somebody_who_is_away_are_never_public(client, signed_in, monday, lea, joel):
    away = need_mowing(
        lea,
        words="Arroser mes plantes pendant mes vacances du 5 au 12 décembre",
        service=Service.objects.filter(sector="absence").first(),
        modes=Mode.FREE,
        starts_on=date(2026, 12, 5),
        ends_on=date(2026, 12, 12),
        part_of_day="",
    )
    for reader in (client, signed_in(joel)):
        html = text_of(reader.get(page("need", away)))
        assert [
            leak
            for leak in ("décembre", "vacances", "12/12")
            if leak in html.split("<main")[1].split("</main")[0]
        ] == []
    assert "décembre" in text_of(signed_in(lea).get(page("need", away)))


@pytest.mark.parametrize("reason", ["helped", "elsewhere", "useless"])
def test_closing_is_one_click_with_a_reason(signed_in, need, lea, reason):
    assert page("close_need", need) in signed_in(lea).get(page("need", need)).page.links()
    signed_in(lea).post(page("close_need", need), {"reason": reason})
    need.refresh_from_db()
    assert (need.close_reason, need.closed_by) == (CloseReason(reason), lea)


@pytest.mark.parametrize("reason", ["", "nobody", "past", "x"])
def test_a_reason_that_is_not_ours_to_give_is_refused(signed_in, need, lea, reason):
    response = signed_in(lea).post(page("close_need", need), {"reason": reason})
    need.refresh_from_db()
    assert (response.status_code, need.is_open) == (200, True)


def test_a_stranger_closes_nothing(signed_in, need, joel):
    assert signed_in(joel).post(page("close_need", need), {"reason": "useless"}).status_code == 404
    need.refresh_from_db()
    assert need.is_open


def test_somebody_who_was_not_asked_steps_forward(signed_in, need, joel):
    offer_mowing(joel)
    need.suggestions.filter(helper=joel).delete()
    signed_in(joel).get(page("offer_help", need))
    assert not need.suggestions.filter(helper=joel).exists()
    for _twice in range(2):
        response = signed_in(joel).post(page("offer_help", need))
        suggestion = Suggestion.objects.get(need=need, helper=joel)
        assert response.url == reverse("exchanges:answer", args=[suggestion.token])
    assert (suggestion.minutes, suggestion.answer) == (20, "")


@pytest.mark.parametrize(("part_of_day", "may"), [("evening", False), ("afternoon", True)])
def test_a_minor_does_not_step_forward_for_an_evening_of_baby_sitting(
    signed_in, monday, lea, karim, nadia, part_of_day, may
):
    service = Service.objects.get(slug="baby-sitting")
    need = need_mowing(lea, service=service, modes=Mode.FREE, part_of_day=part_of_day)
    for person, steps in ((karim, may), (nadia, True)):
        offer = offer_mowing(person)
        OfferedService.objects.filter(offer=offer).update(service=service)
        for method in ("get", "post"):
            answer = getattr(signed_in(person), method)(page("offer_help", need))
            assert (answer.status_code == 302 and answer.url == page("need", need)) is not steps
        assert need.suggestions.filter(helper=person).exists() is steps


def test_somebody_without_an_offer_is_led_to_say_one(signed_in, need, joel):
    shown = signed_in(joel).get(page("offer_help", need))
    assert reverse("notices:write_offer") + "?service=tonte" in shown.page.links()
    assert signed_in(joel).post(page("offer_help", need)).status_code == 404
    assert not need.suggestions.filter(helper=joel).exists()


def test_nobody_helps_themselves_nor_a_closed_need(signed_in, need, lea, karim):
    assert signed_in(lea).post(page("offer_help", need)).status_code == 302
    assert not need.suggestions.filter(helper=lea).exists()
    close_need(need, reason="useless", by=lea)
    assert signed_in(karim).post(page("offer_help", need)).url == page("need", need)
    assert "Ce besoin est fermé" in text_of(signed_in(karim).get(page("need", need)))


@pytest.mark.parametrize(
    ("slug", "reach", "may"), [("courrier", 60, True), ("courrier", 5, False), ("bois", 5, True)]
)
def test_a_discreet_need_is_read_by_those_only_whose_offer_reaches_it(
    signed_in, monday, lea, joel, slug, reach, may
):
    """Joël lives a quarter of an hour away; the dates of an absence are worth a detour to a burglar."""
    service = Service.objects.get(slug=slug)
    need = need_mowing(lea, service=service, modes=Mode.FREE)
    offer = offer_mowing(joel)
    Offer.objects.filter(pk=offer.pk).update(reach_minutes=reach)
    OfferedService.objects.filter(offer=offer).update(service=service, reach_minutes=reach)
    answer = signed_in(joel).post(page("offer_help", need))
    assert (answer.status_code, need.suggestions.filter(helper=joel).exists()) == (302 if may else 404, may)


def test_somebody_steps_forward_ten_times_a_day(signed_in, monday, lea, joel):
    offer_mowing(joel)
    client, answers = signed_in(joel), []
    for _ in range(11):
        need = need_mowing(lea)
        need.suggestions.filter(helper=joel).delete()
        answers.append(client.post(page("offer_help", need)).status_code)
    assert answers == [302] * 10 + [429]
