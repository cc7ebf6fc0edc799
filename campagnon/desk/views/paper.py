"""What leaves the counter on paper: letters, posters."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from campagnon.channels.pace import at_most
from campagnon.common.typesetting import NotTypeset
from campagnon.desk.access import territories_of
from campagnon.desk.actions import posting
from campagnon.desk.envelopes import envelopes_of
from campagnon.desk.letters import typeset_letters
from campagnon.desk.pace import PAPERS
from campagnon.desk.posters import communes_of, typeset_posters
from campagnon.journal.once import acts_once
from campagnon.people.models import User
from campagnon.territories.models import Territory

# Beyond them, a moment of another zone may have no date.
YEARS_READ = range(2000, 2200)


@require_safe
@never_cache
def letters(request: HttpRequest) -> HttpResponse:
    """Who is to be written to; its forms hold the moment by which what they print or post was written."""
    now = timezone.now()
    envelopes = envelopes_of(counters_of(request.user), until=now, now=now)
    page = {
        "envelopes": envelopes,
        "until": now.isoformat(),
        "printed_count": sum(any(d.printed_at for d in envelope.deliveries) for envelope in envelopes),
    }
    return render(request, "desk/letters.html", page)


# Printing again changes nothing more: it needs no key of its own.
@require_POST
@never_cache
@at_most(PAPERS)
def print_letters(request: HttpRequest) -> HttpResponse:
    """All the letters in one PDF, or those of one person."""
    territories, now = counters_of(request.user), timezone.now()
    posting.give_up_late(territories, now=now)
    envelopes = envelopes_of(territories, until=_moment_of(request) or now, now=now)
    if only := request.POST.get("personne"):
        envelopes = [envelope for envelope in envelopes if envelope.person.public_id == only]
    if not envelopes:
        messages.info(request, _("Aucune lettre n’attend."))
        return redirect("desk:letters")
    try:
        pdf = typeset_letters(envelopes, territories, on=timezone.localdate(now))
    except NotTypeset:
        messages.error(request, _("Le courrier n’a pas pu être mis en page. Imprimez personne par personne."))
        return redirect("desk:letters")
    posting.note_printed(envelopes, by=request.user, now=now)
    return paper(pdf, f"courrier-{timezone.localdate(now)}.pdf")


@require_POST
@acts_once
def post_letters(request: HttpRequest) -> HttpResponse:
    """« C’est posté »."""
    until = _moment_of(request)
    territories, now = counters_of(request.user), timezone.now()
    count = posting.post_letters(territories, until=until, by=request.user, now=now) if until else 0
    if count:
        said = ngettext("%(count)s enveloppe postée.", "%(count)s enveloppes postées.", count)
        messages.success(request, said % {"count": count})
    else:
        messages.info(request, _("Rien n’était imprimé : imprimez d’abord, postez, puis revenez le dire."))
    return redirect("desk:letters")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@at_most(PAPERS)
def posters(request: HttpRequest) -> HttpResponse:
    """The posters of one commune, or of all of them in one PDF."""
    communes = communes_of(counters_of(request.user))
    if request.method != "POST":
        return render(request, "desk/posters.html", {"communes": communes})
    asked = request.POST.get("commune", "")
    chosen = [commune for commune in communes if asked in {commune.insee, "toutes"}]
    if not chosen:
        messages.error(request, _("Choisissez une commune de votre territoire."))
        return redirect("desk:posters")
    today = timezone.localdate()
    try:
        pdf = typeset_posters(chosen, on=today)
    except NotTypeset:
        messages.error(request, _("Les affiches n’ont pas pu être mises en page. Essayez une seule commune."))
        return redirect("desk:posters")
    return paper(pdf, f"affiches-{today}.pdf" if len(chosen) > 1 else f"affiche-{chosen[0].insee}.pdf")


def counters_of(user: User) -> list[Territory]:
    """The territories whose counter somebody keeps; to anybody else there is no such page."""
    found = list(territories_of(user))
    if not found:
        raise Http404
    return found


def paper(content: bytes, name: str) -> HttpResponse:
    """A paper to look at and print, kept nowhere."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def _moment_of(request: HttpRequest):
    """Until when the page that was sent had read what waits."""
    try:
        moment = parse_datetime(request.POST.get("jusqu", ""))
    except ValueError:
        return None
    if moment is None or not timezone.is_aware(moment) or moment.year not in YEARS_READ:
        return None
    return min(moment, timezone.now())
