from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from campagnon.catalogue.modes import Mode
from campagnon.channels.pace import at_most
from campagnon.channels.rate import Allowance
from campagnon.journal.once import acts_once
from campagnon.notices.access import get_offer_to_read, get_own_offer
from campagnon.notices.actions.offers import (
    change_offer,
    confirm_offer,
    pause_offer,
    publish_offer,
    withdraw_offer,
)
from campagnon.notices.drafts import OFFER_KEY, Draft
from campagnon.notices.forms.offer_page import offer_draft, offer_initial, offer_page
from campagnon.notices.forms.offering import OfferForm
from campagnon.notices.forms.saying import OfferSentenceForm
from campagnon.notices.models import Offer
from campagnon.notices.reading import understand
from campagnon.notices.week import week_table
from campagnon.people.credentials import Credentials, credentials_of

# Each time an offer is said or changed, its author reads what three more people need.
OFFERS = Allowance("offers", 20, timedelta(days=1))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def say_offer(request: HttpRequest) -> HttpResponse:
    form = OfferSentenceForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "notices/say_offer.html", {"form": form})
    words = form.cleaned_data["words"]
    Draft.from_reading(words, understand(words)).save(request.session, OFFER_KEY)
    return redirect("notices:write_offer")


@require_http_methods(["GET", "HEAD", "POST"])
@acts_once
@at_most(OFFERS)
def write_offer(request: HttpRequest) -> HttpResponse:
    draft = Draft.load(request.session, OFFER_KEY) or Draft(service=request.GET.get("service", "")[:50])
    form = OfferForm(request.POST or None, author=request.user, initial=offer_initial(draft, request.user))
    if request.method == "POST" and form.is_valid():
        offer = publish_offer(offer_draft(form, request.user.commune), by=request.user)
        request.session.pop(OFFER_KEY, None)
        messages.success(request, _("Merci. Votre offre est en ligne."))
        return redirect("notices:offer", offer.public_id)
    return render(request, "notices/write_offer.html", {**offer_page(form), "title": _("Votre offre")})


@require_http_methods(["GET", "HEAD", "POST"])
@acts_once
@at_most(OFFERS)
def edit_offer(request: HttpRequest, public_id: str) -> HttpResponse:
    offer = get_own_offer(request.user, public_id)
    initial = {
        "words": offer.words,
        "services": [service.slug for service in offer.services.all()],
        "modes": [mode.value for mode in offer.mode_list],
        "reach_minutes": offer.reach_minutes,
        "week": OfferForm.week_initial(offer.availability),
        "childcare_place": offer.childcare_place,
        "agrement_number": offer.agrement_number,
        "confirm_every_days": offer.confirm_every_days,
    }
    form = OfferForm(request.POST or None, author=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        change_offer(offer, offer_draft(form, offer.commune), by=request.user)
        messages.success(request, _("C’est changé."))
        return redirect("notices:offer", offer.public_id)
    return render(
        request,
        "notices/write_offer.html",
        {**offer_page(form), "title": _("Changer votre offre"), "offer": offer},
    )


@login_not_required
@require_http_methods(["GET", "HEAD"])
def offer(request: HttpRequest, public_id: str) -> HttpResponse:
    found = get_offer_to_read(request.user, public_id)
    page = {
        "offer": found,
        "services": list(found.services.select_related("sector")),
        "trade": _trade(found),
        "week": week_table(found.availability),
        "photos": list(found.photos.all()),
        "is_mine": found.author_id == request.user.pk,
    }
    return render(request, "notices/offer.html", page)


@require_POST
@acts_once
def offer_pause(request: HttpRequest, public_id: str) -> HttpResponse:
    pause_offer(get_own_offer(request.user, public_id), by=request.user)
    messages.success(request, _("Votre offre est en pause : plus personne ne la voit."))
    return redirect("notices:offer", public_id)


@require_POST
@acts_once
def offer_validity(request: HttpRequest, public_id: str) -> HttpResponse:
    confirm_offer(get_own_offer(request.user, public_id), by=request.user)
    messages.success(request, _("Merci. Votre offre est visible."))
    return redirect("notices:offer", public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@acts_once
def offer_withdrawal(request: HttpRequest, public_id: str) -> HttpResponse:
    found = get_own_offer(request.user, public_id)
    if request.method != "POST":
        return render(request, "notices/offer_withdrawal.html", {"offer": found})
    withdraw_offer(found, by=request.user)
    messages.success(request, _("Votre offre est retirée. Merci de l’avoir proposée."))
    return redirect("pages:my_space")


def _trade(found: Offer) -> Credentials | None:
    """What a professional declares, as long as they may be asked for a quote."""
    if Mode.PRO not in found.shown_modes:
        return None
    return credentials_of(found.author.professional, on=timezone.localdate())
