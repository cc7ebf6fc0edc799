from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from campagnon.channels.models import Channel, Delivery
from campagnon.journal.models import Entry
from campagnon.people.actions import (
    close_account,
    end_post,
    give_mandate,
    revoke_mandate,
    sign_mandate,
    warn_of_mandate_ends,
)
from campagnon.people.models import Covers, Mandate
from campagnon.territories.models import Territory
from tests.reference import PICARDIE_VERTE, PORTES_DE_SOLOGNE

TODAY = date(2026, 11, 23)
IN_A_YEAR = TODAY + timedelta(days=365)


@pytest.fixture
def here(db) -> Territory:
    return Territory.objects.get(pk=PICARDIE_VERTE)


@pytest.fixture
def spoken(monday, marcelle, odile, here) -> Mandate:
    """What Marcelle said on the telephone."""
    return give_mandate(marcelle, here, until=IN_A_YEAR, by=odile)


def standing_on(day: date) -> list[Mandate]:
    return list(Mandate.objects.standing(day))


def test_a_mandate_leaves_a_line_that_names_both(spoken, marcelle, odile):
    assert (spoken.covers, spoken.given_orally_on, spoken.signed_on) == (Covers.NEEDS, TODAY, None)
    entry = Entry.objects.get(verb="mandate.given")
    assert (entry.by, entry.on_behalf_of, entry.target_id) == (odile, marcelle, spoken.pk)


def test_what_was_only_said_holds_a_month_and_a_signature_makes_it_hold(spoken, odile):
    last_day = TODAY + timedelta(days=29)
    assert (spoken.holds_until, standing_on(last_day)) == (last_day, [spoken])
    assert standing_on(last_day + timedelta(days=1)) == []
    sign_mandate(spoken, on=TODAY, by=odile)
    assert standing_on(IN_A_YEAR) == [spoken]
    assert standing_on(IN_A_YEAR + timedelta(days=1)) == []


def test_one_stands_at_a_time(spoken, marcelle, odile, here):
    signed_on = TODAY - timedelta(days=3)
    wider = give_mandate(
        marcelle, here, until=IN_A_YEAR, by=odile, covers=Covers.EVERYTHING, signed_on=signed_on
    )
    assert standing_on(TODAY) == [wider]
    spoken.refresh_from_db()
    assert spoken.revoked_by == odile
    assert wider.given_orally_on == signed_on


@pytest.mark.parametrize("until", [TODAY - timedelta(days=1), IN_A_YEAR + timedelta(days=1)])
def test_a_mandate_ends_within_a_year(monday, marcelle, odile, here, until):
    with pytest.raises(ValueError):
        give_mandate(marcelle, here, until=until, by=odile)


def test_only_an_agent_of_the_territory_writes_one_never_their_own(monday, marcelle, odile, mme_roux, here):
    for by, person, where in (
        (mme_roux, marcelle, here),
        (odile, marcelle, Territory.objects.get(pk=PORTES_DE_SOLOGNE)),
        (marcelle, marcelle, here),
        (odile, odile, here),
    ):
        with pytest.raises(PermissionDenied):
            give_mandate(person, where, until=IN_A_YEAR, by=by)
    assert Mandate.objects.count() == 0


def test_the_person_takes_it_back_and_so_does_an_agent_but_no_stranger(spoken, marcelle, odile, lea):
    with pytest.raises(PermissionDenied):
        revoke_mandate(spoken, by=lea)
    assert revoke_mandate(spoken, by=marcelle) is True
    assert revoke_mandate(spoken, by=odile) is False
    assert standing_on(TODAY) == []


def test_an_agent_who_left_signs_nothing(spoken, odile):
    end_post(odile.posts.get())
    with pytest.raises(PermissionDenied):
        sign_mandate(spoken, on=TODAY, by=odile)


def test_a_page_is_not_signed_tomorrow_nor_before_the_word_was_given(spoken, odile):
    for day in (TODAY + timedelta(days=1), TODAY - timedelta(days=1)):
        with pytest.raises(ValueError):
            sign_mandate(spoken, on=day, by=odile)


def test_whoever_reads_messages_is_told_what_the_town_hall_wrote(monday, lea, marcelle, odile, here):
    give_mandate(marcelle, here, until=IN_A_YEAR, by=odile)
    assert Delivery.objects.filter(person=marcelle).count() == 0
    give_mandate(lea, here, until=IN_A_YEAR, by=odile)
    assert Delivery.objects.get(person=lea).subject == (
        "La mairie peut agir en votre nom jusqu’au 22 décembre 2026"
    )


def test_the_end_is_told_once_a_month_before_and_the_desk_sees_it(spoken, marcelle, odile, monday):
    sign_mandate(spoken, on=TODAY, by=odile)
    monday.shift(timedelta(days=365 - 32))
    assert (list(Mandate.objects.ending(timezone.localdate())), warn_of_mandate_ends(now=timezone.now())) == (
        [],
        0,
    )
    monday.shift(timedelta(days=1))
    assert list(Mandate.objects.ending(timezone.localdate())) == [spoken]
    assert [warn_of_mandate_ends(now=timezone.now()) for _turn in range(2)] == [1, 0]
    told = Delivery.objects.get(person=marcelle)
    assert (told.channel, told.subject) == (
        Channel.CALL,
        "La mairie n’agira plus en votre nom après le 23 novembre 2027",
    )


def test_what_was_only_said_is_told_a_week_before(spoken, monday):
    monday.shift(timedelta(days=29 - 8))
    assert list(Mandate.objects.ending(timezone.localdate())) == []
    monday.shift(timedelta(days=1))
    assert list(Mandate.objects.ending(timezone.localdate())) == [spoken]
    assert (spoken.holds_until - timezone.localdate()).days == 7


def test_a_closed_account_is_held_by_nobody_and_no_reason_stays(spoken, marcelle, odile):
    Entry.objects.filter(on_behalf_of=marcelle).update(note="Marcelle ne peut plus marcher")
    close_account(marcelle, by=marcelle)
    assert standing_on(TODAY) == []
    assert set(Entry.objects.filter(on_behalf_of=marcelle).values_list("note", flat=True)) == {""}
