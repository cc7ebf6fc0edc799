"""What we write to somebody: chosen from one's account, or from the foot of a message without signing in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from campagnon.channels.topics import RHYTHMS, Topic
from campagnon.channels.unsubscribing import ONE_CLICK
from campagnon.journal.once import acts_once
from campagnon.people import actions
from campagnon.people.access import get_unsubscribing
from campagnon.people.forms.letters import TopicsForm
from campagnon.people.models import User

MUTE, HEAR = "arret", "reprise"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@acts_once
def letters(request: HttpRequest) -> HttpResponse:
    """« Ce que nous vous écrivons » : a box for each topic, its rhythm beside it."""
    heard = actions.heard_topics(request.user)
    form = TopicsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.choose_topics(request.user, form.cleaned_data["topics"], by=request.user)
        messages.success(request, _("C’est noté."))
        return redirect("people:account")
    topics = [(topic, RHYTHMS[topic], topic in heard) for topic in Topic]
    return render(request, "account/letters.html", {"form": form, "topics": topics})


# A mailbox posts without cookie nor form of ours: the signed address alone proves who asks (RFC 8058).
@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """The one click of a mailbox mutes the topic of its message; a person meets a page."""
    person, topic = get_unsubscribing(token)
    if request.POST.get(ONE_CLICK[0]) != ONE_CLICK[1]:
        return _choose(request, token, person, topic)
    actions.mute(person, topic, by=person)
    return HttpResponse(_("C’est fait."), content_type="text/plain; charset=utf-8")


# Pressed twice, a button changes nothing more: it needs no key.
@csrf_protect
def _choose(request: HttpRequest, token: str, person: User, topic: Topic) -> HttpResponse:
    """A button for each topic, that of the message first."""
    if request.method != "POST":
        heard = actions.heard_topics(person)
        topics = [(one, RHYTHMS[one], one in heard) for one in [topic, *(t for t in Topic if t != topic)]]
        page = {"topic": topic, "topics": topics, "mute": MUTE, "hear": HEAR}
        return render(request, "account/unsubscribe.html", page)
    if request.POST.get(MUTE) in Topic.values:
        actions.mute(person, Topic(request.POST[MUTE]), by=person)
    elif request.POST.get(HEAR) in Topic.values:
        actions.hear_again(person, Topic(request.POST[HEAR]), by=person)
    return redirect("people:unsubscribe", token)
