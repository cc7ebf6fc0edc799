"""Messages that came in: which counter reads them, and when they are settled."""

import pytest
from django.http import Http404
from django.utils import timezone

from campagnon.channels.actions import receive_sms
from campagnon.channels.models import Channel, InboundMessage
from campagnon.desk.access import get_inbound_for
from campagnon.people.models import User
from campagnon.territories.models import Territory
from tests.cast import commune
from tests.desk.conftest import shown
from tests.desk.test_today import LIST, waiting
from tests.reference import PORTES_DE_SOLOGNE

pytestmark = pytest.mark.django_db


def test_a_message_nobody_could_tell_is_read_and_settled(counter, here, marcelle, odile):
    message = InboundMessage.objects.create(
        channel=Channel.SMS,
        sender="+33639980001",
        text="g plus de mobylette",
        external_id="1",
        person=marcelle,
        handed_to_desk_at=timezone.now(),
        reason="Illisible",
    )
    assert "g plus de mobylette" in shown(counter.get(f"{LIST}recus/"))
    counter.post(f"/guichet/messages/{message.pk}/lu/", {})
    message.refresh_from_db()
    assert message.settled_by == odile


def says_by_sms(person: User, text: str = "Bonjour, c’est moi") -> InboundMessage:
    receive_sms(sender=person.phone, text=text, external_id=text, now=timezone.now())
    return InboundMessage.objects.get()


def test_who_has_not_finished_to_open_an_account_is_read_where_they_live(counter, karim, here, mme_roux):
    User.objects.filter(pk=karim.pk).update(opened_at=None)
    message = says_by_sms(karim)
    assert waiting(here)["recus"] == 1
    page = shown(counter.get(f"{LIST}recus/"))
    assert "Bonjour, c’est moi" in page and karim.phone in page and "Appeler Karim" not in page
    assert waiting(Territory.objects.get(pk=PORTES_DE_SOLOGNE)).get("recus") is None
    with pytest.raises(Http404):
        get_inbound_for(mme_roux, message.pk)
    counter.post(f"/guichet/messages/{message.pk}/lu/", {})
    assert "recus" not in waiting(here)


@pytest.mark.parametrize("is_nowhere", [True, False])
def test_what_no_counter_would_read_each_reads(counter, karim, here, is_nowhere):
    """Somebody who came for a code and said no commune, or whose territory has closed."""
    if is_nowhere:
        User.objects.filter(pk=karim.pk).update(opened_at=None, commune=None)
    else:
        User.objects.filter(pk=karim.pk).update(commune=commune("Beauvais"))
    message = says_by_sms(karim)
    page = shown(counter.get(f"{LIST}recus/"))
    assert "Bonjour, c’est moi" in page and "Karim" not in page
    assert counter.post(f"/guichet/messages/{message.pk}/lu/", {}).status_code == 302
    assert "recus" not in waiting(here)


def test_an_account_that_closed_leaves_nothing_hidden(here, karim):
    says_by_sms(karim)
    User.objects.filter(pk=karim.pk).update(closed_at=timezone.now())
    assert waiting(here)["recus"] == 1
