from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from campagnon.channels.models import Delivery
from campagnon.journal.acting import acting_for
from campagnon.journal.actions import forget_submissions, record, record_export
from campagnon.journal.models import Entry, Submission
from campagnon.people.actions import close_account
from campagnon.people.models import Agent


def test_record_says_who_did_what_to_what(lea, karim):
    record("need.closed", target=karim, by=lea, note="trouvé ailleurs")
    entry = Entry.objects.latest("pk")
    assert (entry.verb, entry.by, entry.target_kind, entry.target_id) == (
        "need.closed",
        lea,
        "people.User",
        karim.pk,
    )
    assert entry.note == "trouvé ailleurs"


def test_record_of_the_clock_names_nobody(db):
    record("clock.advanced", note="x" * 500)
    entry = Entry.objects.latest("pk")
    assert (entry.by, entry.target_kind, entry.target_id, len(entry.note)) == (None, "", None, 200)


def test_what_an_agent_does_for_somebody_bears_both_names(marcelle, odile, lea):
    with acting_for(marcelle, by=odile, reason="Appel du 23 novembre"):
        record("need.published", target=marcelle, by=marcelle)
        record("need.asked", target=marcelle)
        record("exchange.opened", target=marcelle, by=lea)
    record("need.closed", target=marcelle, by=marcelle)
    published, asked, opened, closed = Entry.objects.order_by("-pk")[:4][::-1]
    assert (published.by, published.on_behalf_of, published.note) == (odile, marcelle, "Appel du 23 novembre")
    assert [(e.by, e.on_behalf_of) for e in (asked, opened, closed)] == [
        (None, None), (lea, None), (marcelle, None),
    ]  # fmt: skip


def test_record_goes_with_the_act_that_fails(lea):
    with pytest.raises(RuntimeError), transaction.atomic():
        record("need.published", by=lea)
        raise RuntimeError
    assert not Entry.objects.filter(verb="need.published").exists()


def test_record_outlives_an_account_and_says_nothing_of_its_owner(lea):
    close_account(lea, by=lea)
    assert [entry.verb for entry in Entry.objects.filter(by=lea)] == ["people.account_closed"]
    assert "Delattre" not in str(Entry.objects.values())


def test_forget_submissions_outlives_what_a_device_may_still_send(db):
    now = timezone.now()
    for key, days in (("old", 9), ("recent", 7.5)):
        Submission.objects.create(key=key, sent_at=now - timedelta(days=days), location="/")
    assert forget_submissions(now=now) == 1
    assert Submission.objects.get().key == "recent"


def test_an_export_leaves_a_line_and_the_colleagues_are_told(odile, mme_roux, nadia):
    agent = Agent.objects.create(user=nadia, territory=odile.posts.get().territory, is_administrator=True)
    record_export("lettres", 95, by=odile)
    entry = Entry.objects.get(verb="export.made")
    assert (entry.by, entry.note) == (odile, "lettres : 95")
    alert = Delivery.objects.get()
    assert (alert.person, alert.subject) == (agent.user, "Odile Mercier a sorti de Campagnon : lettres (95)")


def test_an_agent_who_serves_alone_exports_with_a_line_all_the_same(odile):
    record_export("affiches", 88, by=odile)
    assert (Entry.objects.filter(verb="export.made").count(), Delivery.objects.count()) == (1, 0)
