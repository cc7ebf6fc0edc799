from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from campagnon.journal.models import Entry
from campagnon.people.actions import close_account, revoke_vouch, vouch_for
from campagnon.people.meetings import gather_meetings
from campagnon.people.models import User, Vouch
from campagnon.territories.models import Territory
from tests.cast import commune
from tests.reference import PICARDIE_VERTE, PORTES_DE_SOLOGNE

TODAY = date(2026, 11, 23)


@pytest.fixture
def here(db) -> Territory:
    return Territory.objects.get(pk=PICARDIE_VERTE)


@pytest.fixture
def met(monday, karim, odile, here) -> Vouch:
    return vouch_for(karim, here, commune("Songeons"), met_on=TODAY, by=odile)


def test_somebody_met_is_vouched_for_two_years(met, karim, odile, monday):
    assert (karim.meeting, met.until) == (met, TODAY + timedelta(days=730))
    entry = Entry.objects.get(verb="vouch.given")
    assert (entry.by, entry.on_behalf_of) == (odile, karim)
    monday.shift(timedelta(days=730))
    assert User.objects.get(pk=karim.pk).meeting == met
    monday.shift(timedelta(days=1))
    assert User.objects.get(pk=karim.pk).meeting is None


def test_the_desk_sees_whom_to_meet_again(met):
    assert list(Vouch.objects.ending(met.until - timedelta(days=32))) == []
    assert list(Vouch.objects.ending(met.until - timedelta(days=31))) == [met]
    assert list(Vouch.objects.ending(met.until + timedelta(days=1))) == []


def test_met_again_the_former_word_gives_way(met, karim, odile, here, monday):
    monday.shift(timedelta(days=600))
    again = vouch_for(karim, here, commune("Formerie"), met_on=TODAY + timedelta(days=600), by=odile)
    assert User.objects.get(pk=karim.pk).meeting == again
    assert Vouch.objects.filter(revoked_at=None).get() == again


def test_a_word_is_taken_back_with_its_reason(met, karim, odile, mme_roux):
    with pytest.raises(PermissionDenied):
        revoke_vouch(met, reason="Je ne le connais pas", by=mme_roux)
    assert [revoke_vouch(met, reason="Ce n’était pas lui", by=odile) for _click in range(2)] == [True, False]
    assert User.objects.get(pk=karim.pk).meeting is None
    entry = Entry.objects.get(verb="vouch.revoked")
    assert (entry.note, entry.on_behalf_of) == ("Ce n’était pas lui", karim)


def test_nobody_vouches_for_themselves_nor_outside_their_territory(monday, karim, odile, mme_roux, here):
    sologne = Territory.objects.get(pk=PORTES_DE_SOLOGNE)
    for by, person, where in (
        (odile, odile, here),
        (karim, karim, here),
        (mme_roux, karim, here),
        (mme_roux, karim, sologne),
    ):
        with pytest.raises(PermissionDenied):
            vouch_for(person, where, commune("Songeons"), met_on=TODAY, by=by)
    with pytest.raises(ValueError):
        vouch_for(karim, here, commune("Songeons"), met_on=TODAY + timedelta(days=1), by=odile)
    with pytest.raises(ValueError):
        vouch_for(karim, here, commune("Beauvais"), met_on=TODAY, by=odile)
    assert Vouch.objects.count() == 0


def test_a_list_reads_all_meetings_at_once(met, karim, lea, nadia, django_assert_num_queries):
    people = list(User.objects.filter(pk__in=[karim.pk, lea.pk, nadia.pk]).order_by("first_name"))
    with django_assert_num_queries(1):
        gather_meetings(people)
        assert [one.meeting and one.meeting.commune.name for one in people] == ["Songeons", None, None]


def test_a_closed_account_was_met_by_nobody(met, karim):
    close_account(karim, by=karim)
    assert Vouch.objects.count() == 0
