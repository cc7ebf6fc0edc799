"""From a sentence to a need that nothing is missing from; each step is kept on the server."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from campagnon.catalogue.models import Sector, Service
from campagnon.notices.drafts import NEED_KEY, OFFER_KEY, Draft
from campagnon.notices.forms.saying import CommuneForm, SentenceForm, ServiceForm
from campagnon.notices.pending import PUBLISHED_KEY
from campagnon.notices.places import commune_chosen, communes_typed, last_commune
from campagnon.notices.reading import understand
from campagnon.territories.models import Commune


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def say_need(request: HttpRequest) -> HttpResponse:
    form = SentenceForm(request.POST or None, initial=_what_was_said(request))
    if request.POST.get("commune", "").strip() and not request.POST.get("words", "").strip():
        return redirect(f"{reverse('territories:find')}?{urlencode({'q': request.POST['commune'][:80]})}")
    if request.method != "POST" or not form.is_valid():
        return render(request, "notices/say_need.html", {"form": form})
    words, typed = form.cleaned_data["words"], form.cleaned_data["commune"]
    reading = understand(words)
    draft = Draft.from_reading(words, reading)
    if reading.kind == "offer":
        draft.save(request.session, OFFER_KEY)
        return redirect("notices:write_offer")
    _place_draft(request, draft, typed)
    draft.save(request.session, NEED_KEY)
    return next_step(draft)


def _what_was_said(request: HttpRequest) -> dict[str, str]:
    draft = Draft.load(request.session, NEED_KEY)
    _insee, name = last_commune(request)
    return {"words": draft.words if draft else "", "commune": name}


def _place_draft(request: HttpRequest, draft: Draft, typed: str) -> None:
    """Give a draft its commune: the sentence's own, else the one typed, else where somebody lives."""
    insee, name = last_commune(request)
    draft.commune_typed = typed.strip() or name
    if draft.commune or not draft.commune_typed:
        return
    if draft.commune_typed == name:
        draft.commune = insee
        return
    sure, _found = communes_typed(draft.commune_typed)
    draft.commune = sure.insee if sure else ""


QUESTIONS = {
    "service": "notices:choose_service",
    "commune": "notices:choose_commune",
    "": "matching:check_need",
}


def next_step(draft: Draft) -> HttpResponse:
    """The next question, or the page that shows all the answers."""
    return redirect(QUESTIONS[draft.question()])


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def choose_service(request: HttpRequest) -> HttpResponse:
    draft = Draft.load(request.session, NEED_KEY)
    if draft is None:
        return redirect("notices:say_need")
    form = ServiceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        draft.service = form.cleaned_data["service"].slug
        draft.modes = 0
        draft.save(request.session, NEED_KEY)
        return next_step(draft)
    found = {service.slug: service for service in Service.objects.filter(slug__in=draft.likely)}
    page = {
        "form": form,
        "draft": draft,
        "likely": [found[slug] for slug in draft.likely if slug in found],
        "sectors": Sector.objects.prefetch_related("services"),
    }
    return render(request, "notices/choose_service.html", page)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def choose_commune(request: HttpRequest) -> HttpResponse:
    draft = Draft.load(request.session, NEED_KEY)
    if draft is None:
        return redirect("notices:say_need")
    chosen = commune_chosen(request.POST.get("insee", ""))
    if chosen is not None:
        return _settle(request, draft, chosen)
    form = CommuneForm(request.POST or None, initial={"commune": draft.commune_typed})
    found: list[Commune] = []
    if request.method == "POST" and form.is_valid():
        sure, found = communes_typed(form.cleaned_data["commune"])
        if sure:
            return _settle(request, draft, sure)
        if not found:
            form.add_error("commune", form.fields["commune"].error_messages["unknown"])
    elif request.method != "POST" and draft.commune_typed:
        found = communes_typed(draft.commune_typed)[1]
    page = {"form": form, "draft": draft, "found": found}
    return render(request, "notices/choose_commune.html", page)


def _settle(request: HttpRequest, draft: Draft, commune: Commune) -> HttpResponse:
    draft.commune, draft.commune_typed = commune.insee, commune.name
    draft.save(request.session, NEED_KEY)
    return next_step(draft)


@require_http_methods(["GET", "HEAD"])
def published(request: HttpRequest) -> HttpResponse:
    """Where somebody lands after the account that their need was waiting for."""
    if PUBLISHED_KEY in request.session:
        return redirect("exchanges:need", request.session[PUBLISHED_KEY])
    return redirect("matching:check_need")
