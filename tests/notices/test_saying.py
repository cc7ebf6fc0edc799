import pytest

from campagnon.channels.models import Delivery
from campagnon.matching.models import Suggestion
from campagnon.notices.actions.offers import publish_offer
from campagnon.notices.models import Need
from tests.notices.test_offers import draft

SENTENCE = "Quelqu’un pour tondre ma pelouse samedi matin à Songeons"


def say(client, words: str, commune: str = ""):
    return client.post("/besoin/", {"words": words, "commune": commune}, follow=True)


def test_a_whole_sentence_leads_straight_to_the_answers(client, db, monday):
    page = say(client, SENTENCE)
    assert page.redirect_chain[-1][0] == "/besoin/verifier/"
    rows = [answer for _question, answer, _url in page.context["rows"]]
    assert rows[:4] == [
        "Tondre la pelouse",
        "Songeons",
        "samedi 28 novembre, le matin",
        "Entraide, CESU ou Professionnel",
    ]


def test_a_sentence_without_a_place_asks_only_that(client, db, monday):
    page = say(client, "Quelqu’un pour tondre ma pelouse samedi")
    assert page.redirect_chain[-1][0] == "/besoin/commune/"
    page = client.post("/besoin/commune/", {"commune": "Gerberoy"}, follow=True)
    assert page.redirect_chain[-1][0] == "/besoin/verifier/"
    assert page.context["need"].commune.name == "Gerberoy"


def test_an_ambiguous_commune_is_chosen_with_a_button(client, db, monday):
    page = say(client, "tondre ma pelouse", "Saint-Maur")
    assert page.redirect_chain[-1][0] == "/besoin/commune/"
    assert len({commune.department for commune in page.context["found"]}) > 1
    page = client.post("/besoin/commune/", {"insee": "36202"}, follow=True)
    assert page.context["need"].commune.insee == "36202"


def test_an_unknown_commune_is_asked_again_and_kept(client, db, monday):
    page = say(client, "tondre ma pelouse", "Qwzxkj")
    assert page.redirect_chain[-1][0] == "/besoin/commune/"
    assert "Qwzxkj" in page.content.decode()


def test_a_sentence_that_says_nothing_leads_to_the_picker(client, db, monday):
    page = say(client, "bonjour à tous", "Gerberoy")
    assert page.redirect_chain[-1][0] == "/besoin/service/"
    page = client.post("/besoin/service/", {"service": "ramonage"}, follow=True)
    assert page.redirect_chain[-1][0] == "/besoin/verifier/"
    assert page.context["need"].service.slug == "ramonage"


def test_a_commune_alone_leads_to_its_board(client, db):
    page = say(client, "", "Gerberoy")
    assert page.redirect_chain[-1][0] == "/communes/60271/"


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("", "Écrivez"),
        ("a" * 301, "un peu long"),
        ("Tondre ma pelouse, appelez le 06 39 98 12 34", "un numéro de téléphone"),
        ("Tondre ma pelouse, rose arobase orange.fr", "une adresse e-mail"),
    ],
)
def test_a_sentence_that_cannot_be_read_is_kept_and_mended(client, db, words, fault):
    page = client.post("/besoin/", {"words": words, "commune": "Xyz" if words else ""})
    assert page.status_code == 200
    assert fault in page.content.decode()
    assert words in page.content.decode()


def test_what_is_too_long_anyway_is_not_read_to_its_end(client, db):
    client.lenient = True  # the page shows again all that was typed
    number = "06 39 98 12 34"
    for words, said in (
        (number + "a" * 300, "un numéro de téléphone"),
        ("a" * 300_000 + number, "un peu long"),
    ):
        page = client.post("/besoin/", {"words": words}).content.decode()
        faults = [fault for fault in ("un numéro de téléphone", "un peu long") if fault in page]
        assert faults == [said]


@pytest.mark.parametrize(
    ("line", "sent", "row"),
    [
        ("quand", {"starts_on": "2026-12-01", "part_of_day": "evening"}, "mardi 1er décembre, le soir"),
        ("quand", {"starts_on": "", "part_of_day": ""}, "dès que possible"),
        ("facon", {"modes": ["2"]}, "CESU"),
        ("phrase", {"words": "Ma pelouse est haute"}, "«\u00a0Ma pelouse est haute\u00a0»"),
    ],
)
def test_each_line_changes_alone(client, db, monday, line, sent, row):
    say(client, SENTENCE)
    page = client.post(f"/besoin/changer/{line}/", sent, follow=True)
    assert row in [answer for _question, answer, _url in page.context["rows"]]


@pytest.mark.parametrize(
    ("line", "sent", "fault"),
    [
        ("quand", {"starts_on": "2026-11-01"}, "Cette date est passée"),
        ("quand", {"starts_on": "31/02/2027"}, "Écrivez la date ainsi"),
        ("quand", {"starts_on": "2026-12-05", "ends_on": "2026-12-01"}, "La fin vient avant le début"),
        ("quand", {"starts_on": "2099-01-01"}, "dans l’année qui vient"),
        ("facon", {}, "Gardez au moins une façon"),
        ("facon", {"modes": ["8"]}, "Choisissez parmi"),
        ("phrase", {"words": " "}, "Écrivez"),
    ],
)
def test_a_line_that_makes_no_sense_is_refused_beside_the_field(client, db, monday, line, sent, fault):
    say(client, SENTENCE)
    page = client.post(f"/besoin/changer/{line}/", sent)
    assert page.status_code == 200
    assert fault in page.content.decode()


def test_a_neighbour_publishes_and_the_best_placed_are_asked(signed_in, lea, karim, nadia, monday):
    for helper in (karim, nadia):
        publish_offer(draft(helper, "tonte", reach_minutes=30), by=helper)
    client = signed_in(lea)
    say(client, SENTENCE)
    client.post("/besoin/publication/", {"_once": "k1"})
    need = Need.objects.get()
    assert (need.author, need.service.slug, need.commune.name) == (lea, "tonte", "Songeons")
    asked = list(need.suggestions.order_by("minutes").values_list("helper__first_name", "minutes"))
    assert asked == [("Karim", 5), ("Nadia", asked[1][1])]
    assert Delivery.objects.filter(key__startswith="ask-").count() == 2


def test_a_form_sent_twice_publishes_once_and_leads_to_the_same_page(signed_in, lea, monday):
    client = signed_in(lea)
    say(client, SENTENCE)
    first = client.post("/besoin/publication/", {"_once": "k1"})
    again = client.post("/besoin/publication/", {"_once": "k1"})
    assert Need.objects.count() == 1
    assert again["Location"] == first["Location"]


def test_the_same_need_said_again_within_the_hour_is_the_same(signed_in, lea, monday):
    """The line was cut before the page that says « publié »: people say it again, with a form of its own."""
    client = signed_in(lea)

    def publish(words: str, key: str) -> str:
        client.post("/besoin/", {"words": words, "commune": "Songeons"})
        return client.post("/besoin/publication/", {"_once": key})["Location"]

    first = publish("Tondre ma pelouse samedi", "k1")
    assert publish("Tondre ma pelouse samedi", "k2") == first
    assert publish("Tondre ma pelouse dimanche", "k3") != first
    assert Need.objects.filter(author=lea).count() == 2
    monday.shift(3700)
    assert publish("Tondre ma pelouse samedi", "k4") != first


def test_nobody_publishes_a_hundred_needs_a_day(signed_in, lea, karim, monday):
    client, sent = signed_in(lea), []
    for number in range(21):
        say(client, SENTENCE + " merci" * number)
        sent.append(client.post("/besoin/publication/").status_code)
    assert sent == [302] * 20 + [429]
    assert Need.objects.count() == 20
    other = signed_in(karim)
    say(other, SENTENCE)
    assert other.post("/besoin/publication/").status_code == 302


def test_a_stranger_is_sent_to_open_an_account_and_keeps_the_draft(client, db, monday):
    say(client, SENTENCE)
    answer = client.post("/besoin/publication/", {"_once": "k1"})
    assert answer["Location"].startswith("/entrer/?")
    assert Need.objects.count() == 0
    assert client.get("/besoin/verifier/").context["need"].service.slug == "tonte"


def test_a_need_that_waits_is_published_when_its_author_arrives(client, lea, monday):
    say(client, SENTENCE)
    client.post("/besoin/publication/", {"_once": "k1"})
    client.force_login(lea)
    assert Need.objects.get().author == lea
    assert client.get("/besoin/publie/")["Location"] == f"/besoins/{Need.objects.get().public_id}/"


def test_a_draft_that_nobody_asked_to_publish_stays_a_draft(client, lea, monday):
    say(client, SENTENCE)
    client.force_login(lea)
    assert Need.objects.count() == 0


def test_a_new_helper_is_asked_about_what_waits_near(signed_in, lea, karim, monday):
    client = signed_in(lea)
    say(client, SENTENCE)
    client.post("/besoin/publication/", {"_once": "k1"})
    assert Suggestion.objects.count() == 0
    publish_offer(draft(karim, "tonte"), by=karim)
    assert Suggestion.objects.get().helper == karim


def test_an_offer_said_as_a_need_goes_through_the_other_door(signed_in, karim, monday):
    client = signed_in(karim)
    page = say(client, "Je tonds les pelouses le samedi à Songeons")
    assert page.redirect_chain[-1][0] == "/offre/details/"


def test_an_offer_is_written_from_its_sentence(signed_in, karim, monday):
    client = signed_in(karim)
    client.post("/offre/", {"words": "Je tonds les pelouses le samedi"})
    page = client.get("/offre/details/")
    assert page.context["chosen"] == ["tonte"]
    sent = {
        "words": "Je tonds les pelouses le samedi",
        "services": ["tonte"],
        "modes": ["1"],
        "reach_minutes": "20",
        "week": ["5-morning", "5-afternoon"],
        "confirm_every_days": "90",
        "_once": "k1",
    }
    answer = client.post("/offre/details/", sent)
    offer = karim.offers.get()
    assert answer["Location"] == f"/offres/{offer.public_id}/"
    assert client.get(answer["Location"]).status_code == 200


def ticked(page) -> list[str]:
    return [value for day in page.context["week"] for value, _label, is_ticked in day.boxes if is_ticked]


def test_only_the_week_that_was_said_is_ticked(signed_in, karim, monday):
    client = signed_in(karim)
    say(client, "Je tonds les pelouses le mercredi après-midi et le samedi à Songeons")
    saturday = ["5-morning", "5-afternoon", "5-evening"]
    assert ticked(client.get("/offre/details/")) == ["2-afternoon", *saturday]


def test_without_a_word_about_the_week_all_is_ticked(signed_in, karim, monday):
    client = signed_in(karim)
    client.post("/offre/", {"words": "Je tonds les pelouses"})
    assert len(ticked(client.get("/offre/details/"))) == 21


def test_an_offer_that_says_nothing_is_asked_what_it_proposes(client, db):
    page = client.post("/offre/", {"words": " "})
    assert "Écrivez ce que vous proposez" in page.content.decode()


def test_an_offer_on_a_quote_needs_a_siret(signed_in, karim, joel, monday):
    sent = {
        "words": "Plombier",
        "services": ["plomberie"],
        "modes": ["4"],
        "reach_minutes": "30",
        "week": ["0-morning"],
        "confirm_every_days": "90",
    }
    refused = signed_in(karim).post("/offre/details/", sent)
    assert "SIRET" in refused.content.decode()
    assert signed_in(joel).post("/offre/details/", sent).status_code == 302


def test_a_stranger_cannot_touch_somebody_elses_offer(signed_in, karim, lea):
    offer = publish_offer(draft(karim, "tonte"), by=karim)
    for act in ("changer", "pause", "validite", "retrait", "photos"):
        assert signed_in(lea).post(f"/offres/{offer.public_id}/{act}/").status_code == 404
    offer.refresh_from_db()
    assert offer.is_open


def test_a_paused_offer_does_not_exist_for_others(signed_in, karim, lea):
    offer = publish_offer(draft(karim, "tonte"), by=karim)
    assert signed_in(lea).get(f"/offres/{offer.public_id}/").status_code == 200
    signed_in(karim).post(f"/offres/{offer.public_id}/pause/", {"_once": "k1"})
    assert signed_in(lea).get(f"/offres/{offer.public_id}/").status_code == 404
    assert signed_in(karim).get(f"/offres/{offer.public_id}/").status_code == 200
