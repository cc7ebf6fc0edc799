"""Letters on paper: printed in one file, posted, and only what was printed has left."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from pypdf import PdfReader

from campagnon.channels.actions import Ask, Letter, tell
from campagnon.channels.models import Channel, Delivery
from campagnon.common.typesetting import UNKNOWN
from campagnon.desk.coupons import coupon_number
from campagnon.desk.envelopes import envelopes_of
from campagnon.desk.waiting import to_post
from campagnon.exchanges.actions.writing import send_message
from campagnon.exchanges.models import Visit
from campagnon.journal.models import Entry
from campagnon.people.models import Mandate, User
from campagnon.territories.models import Territory
from tests.cast import open_account
from tests.conftest import MONDAY
from tests.exchanges.conftest import agreed, need_mowing, offer_mowing, opened
from tests.reference import PICARDIE_VERTE

PAGE, PRINT, POST = "/guichet/courrier/", "/guichet/courrier/impression/", "/guichet/courrier/depart/"
HOSTILE = '#read("/etc/passwd") $x$ *b* <l> @r \\ "\u202e'


@pytest.fixture(autouse=True)
def _today(monday) -> None:
    """It is Monday 23 November 2026, 10 h."""


@pytest.fixture
def on_paper(marcelle) -> User:
    """Marcelle prefers letters."""
    marcelle.prefers = Channel.LETTER
    marcelle.save()
    return marcelle


def write_to(person: User, subject: str = "Karim peut samedi", **more) -> Delivery:
    key = f"{person.public_id}-{subject}"
    tell(person, Letter(subject=subject, lines=["Il vient à 9 h.", "En entraide."], **more), key=key)
    return Delivery.objects.get(key=key)


def ask(person: User, words: str = "Est-ce que samedi vous va ?", target: str = "1") -> None:
    asked = Ask("agree", target, words, MONDAY + timedelta(days=6))
    write_to(person, f"Une question {target}", ask=asked)


def moment_of(client) -> str:
    """The moment that the page's forms hold."""
    return next(f["value"] for f in client.get(PAGE).page.all("input") if f["name"] == "jusqu")


def printed(client, **more) -> str:
    response = client.post(PRINT, {"jusqu": moment_of(client), **more})
    assert response["Content-Type"] == "application/pdf"
    return words_of(response.content)


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_a_letter_says_what_waits_the_visit_its_number_and_whom_to_call(signed_in, odile, lea, karim):
    Territory.objects.filter(pk=PICARDIE_VERTE).update(phone="03 53 01 20 20", seat="60220 Formerie")
    offer_mowing(karim)
    agreed(need_mowing(lea), karim)
    Delivery.objects.all().delete()
    lea.prefers = Channel.LETTER
    lea.save()
    ask(lea)
    said = printed(signed_in(odile)).replace("\u00a0", " ")
    for words in (
        "Bonjour Léa",
        "Léa Delattre",
        "60210 Grandvilliers",
        "Il vient à 9 h.",
        "Samedi 28 novembre à 9 h",
        "Tondre la pelouse, avec Karim",
        "06 39 98 12 17",
        "03 53 01 20 20",
        "B. Est-ce que samedi vous va ?",
        "Rappelez-moi",
        "J’ai besoin de",
        "60220 Formerie",
        coupon_number(lea).replace("\u00a0", " "),
    ):
        assert words in said, words


def test_a_cancelled_or_far_visit_is_not_in_the_letter(odile, lea, karim):
    offer_mowing(karim)
    agreed(need_mowing(lea), karim)
    lea.prefers = Channel.LETTER
    lea.save()
    write_to(lea)
    territories = list(Territory.objects.filter(pk=PICARDIE_VERTE))

    def visits() -> int:
        now = timezone.now()
        return len(next(iter(envelopes_of(territories, until=now, now=now))).visits)

    assert visits() == 1
    Visit.objects.update(starts_at=MONDAY + timedelta(days=32), ends_at=MONDAY + timedelta(days=33))
    assert visits() == 0
    Visit.objects.update(starts_at=MONDAY + timedelta(days=1), ends_at=MONDAY + timedelta(days=2))
    assert visits() == 1
    Visit.objects.update(cancelled_at=MONDAY)
    assert visits() == 0


def test_body_is_at_least_sixteen_points(signed_in, odile, on_paper):
    ask(on_paper)
    client = signed_in(odile)
    pdf = client.post(PRINT, {"jusqu": moment_of(client)}).content
    sizes: dict[str, float] = {}

    def note(text, _cm, matrix, _font, size) -> None:
        if text.strip():
            sizes[text.strip()] = size * abs(matrix[3])

    PdfReader(BytesIO(pdf)).pages[0].extract_text(visitor_text=note)
    body = [size for text, size in sizes.items() if "Il vient" in text or "samedi vous va" in text]
    assert body
    assert min(body) >= 16


def test_posted_is_what_was_printed_and_nothing_written_since(signed_in, odile, on_paper, monday):
    client, first = signed_in(odile), write_to(on_paper)
    printed(client)
    monday.shift(60)
    second = write_to(on_paper, "Un mot de plus")
    monday.shift(60)
    response = client.post(POST, {"jusqu": moment_of(client)}, follow=True)
    assert "1 enveloppe postée." in response.content.decode()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.sent_at, second.sent_at) == (timezone.now(), None)
    assert (first.printed_at is None, second.printed_at) == (False, None)
    assert [one.subject for one in Delivery.objects.waiting()] == ["Un mot de plus"]


def test_what_was_written_after_the_page_was_opened_is_neither_printed_nor_posted(
    signed_in, odile, on_paper, monday
):
    client = signed_in(odile)
    write_to(on_paper)
    opened = moment_of(client)
    monday.shift(60)
    later = write_to(on_paper, "Un mot de plus")
    said = words_of(client.post(PRINT, {"jusqu": opened}).content)
    assert "Un mot de plus" not in said
    client.post(POST, {"jusqu": opened})
    assert list(Delivery.objects.waiting()) == [later]


def test_posting_before_printing_posts_nothing(signed_in, odile, on_paper):
    write_to(on_paper)
    client = signed_in(odile)
    for until in (moment_of(client), "", "hier", "2026-11-23T10:00:00"):
        said = client.post(POST, {"jusqu": until}, follow=True).content.decode()
        assert "imprimez d’abord" in said
    assert Delivery.objects.waiting().count() == 1


def test_printed_again_it_is_the_same_and_posted_once(signed_in, odile, on_paper):
    write_to(on_paper)
    client = signed_in(odile)
    assert printed(client) == printed(client)
    client.post(POST, {"jusqu": moment_of(client)})
    assert Entry.objects.filter(verb="desk.letter_posted", target_id=on_paper.pk, by=odile).count() == 1
    assert Entry.objects.filter(verb="export.made", by=odile).count() == 2
    assert "Aucune lettre n’attend" in client.get(PAGE).content.decode()


def test_one_letter_alone_and_the_others_stay_to_print(signed_in, odile, on_paper, lea):
    lea.prefers = Channel.LETTER
    lea.save()
    for person in (on_paper, lea):
        write_to(person)
    client = signed_in(odile)
    said = printed(client, personne=lea.public_id)
    assert ("Bonjour Léa" in said, "Bonjour Marcelle" in said) == (True, False)
    client.post(POST, {"jusqu": moment_of(client)})
    assert [one.person for one in Delivery.objects.waiting()] == [on_paper]


def test_a_neighbours_own_words_are_printed_under_a_mandate_only(signed_in, odile, on_paper, lea, karim):
    offer_mowing(karim)
    exchange = opened(need_mowing(lea), karim)
    lea.prefers = Channel.LETTER
    lea.save()
    send_message(exchange, "Canari : la clé est sous le pot", by=karim)
    client = signed_in(odile)
    said = printed(client)
    assert ("Karim vous a écrit" in said, "Canari" in said) == (True, False)
    assert "nous ne les avons pas lus" in said
    territory = Territory.objects.get(pk=PICARDIE_VERTE)
    Mandate.objects.create(person=lea, territory=territory, until=MONDAY.date() + timedelta(days=90))
    assert "Canari : la clé est sous le pot" in printed(client)


def test_what_comes_too_late_is_given_up_rather_than_posted(signed_in, odile, on_paper, monday):
    late = write_to(on_paper, "C’est pour hier", needed_by=MONDAY + timedelta(hours=1))
    write_to(on_paper)
    monday.shift(timedelta(hours=2))
    assert "C’est pour hier" not in printed(signed_in(odile))
    late.refresh_from_db()
    assert (late.given_up_at is None, late.trouble) == (False, "Trop tard pour la poste.")


def test_late_letters_alone_are_given_up_and_no_longer_counted(signed_in, odile, on_paper, monday):
    late = write_to(on_paper, "C’est pour hier", needed_by=MONDAY + timedelta(hours=1))
    here = Territory.objects.get(pk=PICARDIE_VERTE)
    assert to_post(here, timezone.now()).count() == 1
    monday.shift(timedelta(hours=2))
    assert to_post(here, timezone.now()).count() == 0
    assert signed_in(odile).post(PRINT, {})["Location"] == PAGE
    late.refresh_from_db()
    assert (late.given_up_at, late.trouble) == (timezone.now(), "Trop tard pour la poste.")


def test_each_agent_prints_the_letters_of_their_own_territory(signed_in, odile, mme_roux, on_paper, client):
    write_to(on_paper)
    assert signed_in(mme_roux).post(PRINT, {})["Location"] == PAGE
    assert "Marcelle" not in signed_in(mme_roux).get(PAGE).content.decode()
    assert signed_in(on_paper).get(PAGE).status_code == 404
    assert signed_in(on_paper).post(PRINT, {}).status_code == 404
    assert client.get(PAGE).status_code == 302


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_queries_for_many(
    signed_in, odile, on_paper, count, django_assert_num_queries
):
    people = [on_paper] + [
        open_account(f"Voisin{n}", "Durand", "Songeons", email=f"v{n}@exemple.fr", prefers=Channel.LETTER)
        for n in range(count - 1)
    ]
    for person in people:
        ask(person)
    client = signed_in(odile)
    client.get(PAGE)
    with django_assert_num_queries(8):
        page = client.get(PAGE)
    assert page.content.decode().count('<article class="card">') == count


def test_hostile_names_and_words_stay_words(signed_in, odile, on_paper):
    User.objects.filter(pk=on_paper.pk).update(first_name=HOSTILE[:50], last_name=HOSTILE)
    on_paper.refresh_from_db()
    write_to(on_paper, HOSTILE)
    said = printed(signed_in(odile))
    assert '#read("/etc/passwd") $x$ *b* <l> @r' in said
    assert "root:" not in said
    assert UNKNOWN not in said


def test_a_hundred_letters_are_one_file(signed_in, odile):
    for number in range(100):
        write_to(
            open_account(
                f"Voisin{number}",
                "Durand",
                "Songeons",
                email=f"v{number}@exemple.fr",
                prefers=Channel.LETTER,
            )
        )
    client = signed_in(odile)
    pdf = client.post(PRINT, {"jusqu": moment_of(client)}).content
    assert len(PdfReader(BytesIO(pdf)).pages) == 100
