from datetime import timedelta

import pytest
from django.http import HttpResponse, HttpResponseRedirect

from campagnon.channels.pace import at_most
from campagnon.channels.rate import Allowance
from campagnon.journal.once import acts_once

THREE = Allowance("three", 3, timedelta(hours=1))


@pytest.fixture
def send(rf, lea, karim, monday):
    """Post as somebody to a view that may act three times an hour; `said` "" is refused by its form."""
    acted = []

    @acts_once
    @at_most(THREE)
    def act(request):
        if request.method != "POST" or not request.POST["said"]:
            return HttpResponse("form")
        acted.append(request.user.first_name)
        return HttpResponseRedirect("/fait/")

    def post(person, said="oui", key="", method="post"):
        request = getattr(rf, method)("/", {"said": said, "_once": key})
        request.user, request.session = person, {}
        request._messages = []
        return act(request).status_code

    post.acted = acted
    return post


def test_the_fourth_in_an_hour_waits_and_the_others_do_not(send, lea, karim, monday):
    assert [send(lea) for _ in range(4)] == [302, 302, 302, 429]
    assert send(karim) == 302
    assert send(lea, method="get") == 200
    monday.shift(timedelta(minutes=20))
    assert [send(lea), send(lea)] == [302, 429]
    assert send.acted == ["Léa"] * 3 + ["Karim", "Léa"]


def test_what_is_refused_or_sent_twice_counts_once(send, lea):
    assert [send(lea, said="") for _ in range(5)] == [200] * 5
    assert [send(lea, key="k1") for _ in range(5)] == [302] * 5
    assert [send(lea), send(lea), send(lea)] == [302, 302, 429]
    assert send.acted == ["Léa"] * 3


def test_what_had_to_wait_may_be_sent_again_with_the_same_form(send, lea, monday):
    assert [send(lea) for _ in range(3)] + [send(lea, key="k1")] == [302] * 3 + [429]
    monday.shift(timedelta(minutes=20))
    assert send(lea, key="k1") == 302
