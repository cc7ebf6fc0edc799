from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template import Context, Template
from django.test import RequestFactory

from campagnon.journal.actions import record
from campagnon.journal.models import Entry, Submission
from campagnon.journal.once import RECEIVED, acts_once


@acts_once
def act(request, where="/done/"):
    """Write a line, then go on; or show the form again when asked to."""
    entry = record("test.acted")
    if request.POST.get("fault"):
        return HttpResponse("à revoir")
    return redirect(f"{where}{entry.pk}/")


def acts() -> int:
    return Entry.objects.filter(verb="test.acted").count()


def send(by=None, session=None, path="/agir/", **fields):
    request = RequestFactory().post(path, fields)
    request.user = by or AnonymousUser()
    request.session = session or SessionStore()
    return request


def test_form_sent_twice_acts_once_and_answers_alike(lea):
    first, second = (act(send(lea, _once="same")) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert acts() == 1


def test_another_form_acts_again(lea):
    locations = {act(send(lea, _once=key))["Location"] for key in ("one", "two")}
    assert len(locations) == 2
    assert acts() == 2


def test_form_without_key_acts_each_time(lea):
    act(send(lea))
    act(send(lea))
    assert acts() == 2


def test_key_of_somebody_else_replays_nothing(lea, karim):
    first, second = act(send(lea, _once="same")), act(send(karim, _once="same"))
    assert first["Location"] != second["Location"]
    assert acts() == 2


def test_key_of_another_page_replays_nothing(lea):
    act(send(lea, _once="same"))
    act(send(lea, _once="same", path="/autre/"))
    assert acts() == 2


def test_key_of_another_visitor_replays_nothing(db):
    sessions = [SessionStore(), SessionStore()]
    for session in sessions:
        session.create()
        act(send(session=session, _once="same"))
    act(send(session=sessions[0], _once="same"))
    assert acts() == 2


def test_form_shown_again_leaves_nothing_behind_and_may_be_sent_again(lea):
    assert act(send(lea, _once="same", fault="1")).status_code == 200
    assert (acts(), Submission.objects.count()) == (0, 0)
    assert act(send(lea, _once="same")).status_code == 302
    assert acts() == 1


def test_view_that_fails_leaves_nothing_behind(lea):
    @acts_once
    def fail(request):
        record("test.acted")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        fail(send(lea, _once="same"))
    assert (acts(), Submission.objects.count()) == (0, 0)


def test_opening_a_page_is_not_a_submission(lea):
    request = RequestFactory().get("/agir/", {"_once": "same"})
    request.user, request.session = lea, SessionStore()
    act(request)
    assert Submission.objects.count() == 0


def test_long_address_is_replayed_whole(lea):
    where = "/suite/?phrase=" + "a" * 600 + "&n="
    first, second = (act(send(lea, _once="same"), where) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert acts() == 1


def test_tag_gives_each_form_its_own_key():
    page = Template("{% load once %}{% once %}{% once %}").render(Context())
    values = [part.split('"')[0] for part in page.split('value="')[1:]]
    assert len(values) == 2
    assert values[0] != values[1]
    assert all(len(value) == 32 for value in values)


def test_form_sent_by_many_at_once_acts_once(transactional_db, django_user_model):
    person = django_user_model.objects.create(email="lea@exemple.fr")

    def press(_) -> str:
        try:
            return act(send(person, _once="same"))["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        locations = set(pool.map(press, range(24)))
    assert len(locations) == 1
    assert acts() == 1


def received(response) -> str:
    return response.cookies[RECEIVED].value if RECEIVED in response.cookies else ""


def test_the_browser_hears_which_form_has_acted_the_first_time_and_again(lea):
    first, second = (act(send(lea, _once="same")) for _ in range(2))
    assert (received(first), received(second)) == ("same", "same")
    assert first.cookies[RECEIVED]["httponly"] == ""  # static/js/settle.js reads it


@pytest.mark.parametrize("key", ["", "a b", "a;b", "é", "x" * 65, "a\r\nb"])
def test_a_key_that_we_did_not_write_is_not_said_back(lea, key):
    assert received(act(send(lea, _once=key))) == ""


def test_a_form_to_be_mended_has_not_acted(lea):
    assert received(act(send(lea, _once="same", fault="1"))) == ""


def test_the_key_is_its_owner_s_in_another_session_too(lea):
    """Signed out in between, then in again: what was kept on the device still acts once."""
    act(send(lea, session=SessionStore("before"), _once="same"))
    act(send(lea, session=SessionStore("after"), _once="same"))
    assert acts() == 1
