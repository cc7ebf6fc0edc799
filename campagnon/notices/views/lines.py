"""One line of a need, changed, before it is published and after: one decision a screen."""

from dataclasses import replace
from datetime import timedelta

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from campagnon.catalogue.models import Service
from campagnon.channels.pace import at_most
from campagnon.channels.rate import Allowance
from campagnon.journal.once import acts_once
from campagnon.notices.access import get_own_need
from campagnon.notices.actions.changing import change_need, terms_of
from campagnon.notices.drafts import NEED_KEY, Draft
from campagnon.notices.forms.saying import ModesForm, WhenForm, WordsForm
from campagnon.notices.models import Need
from campagnon.notices.views.saying import next_step

# A change that matters writes to all who were asked.
CHANGES = Allowance("need-changes", 20, timedelta(days=1))

TITLES = {
    "quand": gettext_lazy("Quand en avez-vous besoin ?"),
    "facon": gettext_lazy("Comment voulez-vous être aidé ?"),
    "phrase": gettext_lazy("Votre phrase"),
}


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def change_line(request: HttpRequest, line: str) -> HttpResponse:
    draft = Draft.load(request.session, NEED_KEY)
    if draft is None or not draft.service:
        return redirect("notices:say_need")
    if line not in TITLES:
        raise Http404
    service = Service.objects.select_related("sector").get(slug=draft.service)
    form = _form(line, draft, service, request)
    if request.method == "POST" and form.is_valid():
        _write(line, draft, form.cleaned_data)
        draft.save(request.session, NEED_KEY)
        return next_step(draft)
    page = {"form": form, "title": TITLES[line], "line": line, "service": service}
    return render(request, "notices/change_line.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@acts_once
@at_most(CHANGES)
def change_need_line(request: HttpRequest, public_id: str, line: str) -> HttpResponse:
    found = get_own_need(request.user, public_id)
    if line not in TITLES:
        raise Http404
    form = _form(line, found, found.service, request)
    if request.method == "POST" and form.is_valid():
        if change_need(found, replace(terms_of(found), **form.cleaned_data), by=request.user):
            messages.success(request, _("C’est changé."))
        return redirect("exchanges:need", public_id)
    page = {"form": form, "title": TITLES[line], "line": line, "service": found.service, "need": found}
    return render(request, "notices/change_line.html", page)


def _form(line: str, draft: Draft | Need, service: Service, request: HttpRequest) -> forms.Form:
    sent = request.POST if request.method == "POST" else None
    if line == "quand":
        initial = {
            name: getattr(draft, name) for name in ("starts_on", "ends_on", "part_of_day", "is_recurring")
        }
        return WhenForm(sent, initial=initial)
    if line == "facon":
        wanted = draft.modes & service.modes or service.modes
        chosen = [mode.value for mode in service.mode_list if mode & wanted]
        return ModesForm(service, sent, initial={"modes": chosen})
    return WordsForm(sent, initial={"words": draft.words})


def _write(line: str, draft: Draft, fields: dict) -> None:
    if line == "quand":
        draft.starts_on = fields["starts_on"].isoformat() if fields["starts_on"] else ""
        draft.ends_on = fields["ends_on"].isoformat() if fields["ends_on"] else ""
        draft.part_of_day = fields["part_of_day"]
        draft.is_recurring = fields["is_recurring"]
    elif line == "facon":
        draft.modes = fields["modes"]
    else:
        draft.words = fields["words"]
