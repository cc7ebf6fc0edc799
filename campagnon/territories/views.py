from datetime import timedelta
from itertools import groupby

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from campagnon.channels.networks import network_of
from campagnon.channels.rate import Allowance, take
from campagnon.journal.once import acts_once
from campagnon.territories.actions import leave_interest
from campagnon.territories.folding import fold
from campagnon.territories.forms import CommuneForm
from campagnon.territories.maps import map_of, map_version
from campagnon.territories.models import Commune, CommuneName, Territory
from campagnon.territories.remembering import has_left_interest, remember_interest
from campagnon.territories.search import find_communes, sure_match

# A postcode covers up to 46 communes; all of them are shown.
SHOWN = 50
YEAR, HOUR = 31_536_000, 3600
# A visitor is a session, which a program begins anew at will: its network is counted as well.
INTERESTS = Allowance("interests", 20, timedelta(days=1))


@login_not_required
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Say which commune is meant; a sure one is gone to at once."""
    form = CommuneForm(request.GET if "q" in request.GET else None)
    said = form.cleaned_data["q"] if form.is_valid() else ""
    matches = find_communes(said, limit=SHOWN)
    sure = sure_match(matches)
    if sure:
        return redirect("pages:commune", sure.commune.insee)
    if said and not matches:
        form.add_error("q", form.fields["q"].error_messages["unknown"])
    is_postcode = all(match.kind == CommuneName.Kind.POSTCODE and match.is_whole for match in matches)
    if is_postcode:
        matches.sort(key=lambda match: fold(match.commune.name))
    page = {
        "form": form,
        "said": said,
        "is_postcode": is_postcode,
        "choices": matches,
    }
    return render(request, "territories/find.html", page)


@login_not_required
@require_POST
@acts_once
def interest(request: HttpRequest, insee: str) -> HttpResponse:
    """Wish that a commune be open: counted once a visitor, and only where it is not open yet.

    Somebody on the way to a need comes back to it.
    """
    commune = get_object_or_404(Commune.objects.current(), insee=insee)
    is_open = Territory.objects.open().filter(epci=commune.epci_id).exists()
    if not is_open and not has_left_interest(request.session, insee):
        if take(INTERESTS, network_of(request)):
            messages.warning(
                request, _("Beaucoup de souhaits sont venus d’ici aujourd’hui : revenez demain.")
            )
            return redirect("pages:commune", insee)
        leave_interest(commune)
        remember_interest(request.session, insee)
    messages.success(request, _("Merci. Votre souhait est compté pour %(name)s.") % {"name": commune.name})
    if request.POST.get("then") == "need":
        return redirect("matching:check_need")
    return redirect("pages:commune", insee)


@login_not_required
@require_safe
def communes(request: HttpRequest, slug: str) -> HttpResponse:
    """All the communes of a territory, to pick one by its name."""
    here = get_object_or_404(Territory.objects.open(), slug=slug)
    request.territory = here
    listed = sorted(Commune.objects.current().filter(epci=here.epci_id), key=lambda one: fold(one.name))
    page = {
        "here": here,
        "count": len(listed),
        "groups": [
            (initial, list(group))
            for initial, group in groupby(listed, key=lambda one: fold(one.name)[0].upper())
        ],
    }
    return render(request, "territories/communes.html", page)


@login_not_required
@require_safe
def carte(request: HttpRequest, slug: str) -> HttpResponse:
    """The map of a territory; its address changes with it, so that browsers may keep it."""
    here = get_object_or_404(Territory.objects.open(), slug=slug)
    asked = request.GET.get("commune", "")
    chosen = Commune.objects.current().filter(insee=asked, epci=here.epci_id).exists()
    drawn = map_of(here, asked if chosen else "")
    response = HttpResponse(drawn.svg, content_type="image/svg+xml", headers={"ETag": drawn.etag})
    if request.GET.get("v") == map_version():
        patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    else:
        patch_cache_control(response, public=True, max_age=HOUR)
    return get_conditional_response(request, etag=drawn.etag, response=response)
