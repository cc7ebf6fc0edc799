"""A month before an insurance ends, the clock tells its owner; once."""

from datetime import date, timedelta

from campagnon.channels.models import Channel, Delivery
from campagnon.exchanges.management.commands.advance import advance
from campagnon.people.actions import register_professional, warn_of_ends
from campagnon.people.models import Professional
from tests.cast import JOEL_SIRET
from tests.conftest import MONDAY

TODAY = MONDAY.date()


def insured_until(day: date, ten_year: date | None = date(2030, 12, 31)) -> None:
    Professional.objects.update(insured_until=day, ten_year_until=ten_year)


def told(person) -> list[str]:
    return list(Delivery.objects.filter(person=person).order_by("pk").values_list("subject", flat=True))


def test_an_insurance_is_told_a_month_before_and_once(monday, joel):
    insured_until(TODAY + timedelta(days=32))
    assert warn_of_ends(now=MONDAY) == 0
    assert warn_of_ends(now=MONDAY + timedelta(days=1)) == 1
    assert warn_of_ends(now=MONDAY + timedelta(days=1)) == 0
    assert warn_of_ends(now=MONDAY + timedelta(days=60)) == 0
    assert told(joel) == ["Votre assurance professionnelle se termine le 25 décembre 2026"]
    letter = Delivery.objects.get(person=joel)
    assert "pour Lefèvre Plomberie" in letter.text
    assert "/mon-compte/professionnel/" in letter.text


def test_the_next_insurance_has_its_own_warning(monday, joel):
    insured_until(TODAY)
    warn_of_ends(now=MONDAY)
    register_professional(
        joel, siret=JOEL_SIRET, trade_name="Lefèvre", trade="Plombier", insured_until=date(2027, 11, 23)
    )
    assert warn_of_ends(now=MONDAY) == 0
    assert warn_of_ends(now=MONDAY + timedelta(days=340)) == 1
    assert told(joel) == [
        "Votre assurance professionnelle se termine le 23 novembre 2026",
        "Votre assurance professionnelle se termine le 23 novembre 2027",
    ]


def test_an_insurance_that_ended_while_the_clock_stood_still_is_told_too(monday, joel):
    insured_until(TODAY - timedelta(days=1))
    assert warn_of_ends(now=MONDAY) == 1
    assert told(joel) == ["Votre assurance professionnelle est finie depuis le 22 novembre 2026"]


def test_the_ten_year_cover_is_told_apart(monday, joel):
    insured_until(date(2028, 1, 1), ten_year=TODAY + timedelta(days=10))
    assert warn_of_ends(now=MONDAY) == 1
    assert warn_of_ends(now=MONDAY) == 0
    assert told(joel) == ["Votre garantie décennale se termine le 3 décembre 2026"]
    assert "/mon-compte/professionnel/mentions/" in Delivery.objects.get(person=joel).text


def test_both_at_once_are_two_letters_to_one_person(monday, joel):
    insured_until(TODAY, ten_year=TODAY)
    assert warn_of_ends(now=MONDAY) == 1
    assert len(told(joel)) == 2


def test_whoever_prefers_sms_gets_one(monday, joel):
    joel.phone, joel.phone_verified_at, joel.prefers = "+33639981002", MONDAY, Channel.SMS
    joel.save()
    insured_until(TODAY)
    warn_of_ends(now=MONDAY)
    sms = Delivery.objects.get(person=joel)
    said = sms.text.replace("\u00a0", " ")
    assert sms.channel == Channel.SMS
    assert said.startswith(
        "Campagnon : votre assurance professionnelle se termine le 23 novembre 2026. La nouvelle date"
    )


def test_the_clock_counts_those_it_warned(monday, joel):
    insured_until(TODAY)
    assert advance(MONDAY)["insurances_warned"] == 1
    assert advance(MONDAY)["insurances_warned"] == 0
