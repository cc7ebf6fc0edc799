from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from campagnon.catalogue.modes import split_modes
from campagnon.channels.pace import at_most
from campagnon.channels.rate import Allowance
from campagnon.common import saying
from campagnon.common.templatetags.campagnon import in_words
from campagnon.journal.once import acts_once
from campagnon.matching.access import get_helper_by_link
from campagnon.matching.actions.resting import answer_by_link
from campagnon.matching.who_can_help import MOST_COUNTED, Helper, find_helpers, reasons, trade_of, wish_of
from campagnon.notices.actions.publishing import NeedDraft
from campagnon.notices.drafts import NEED_KEY, Draft
from campagnon.notices.models import Offer
from campagnon.notices.pending import PUBLISHED_KEY, publish_draft, wait_for_account
from campagnon.notices.phrases import when
from campagnon.people.meetings import gather_meetings
from campagnon.territories.models import Territory
from campagnon.territories.remembering import has_left_interest

SHOWN_FIRST = 3
# Each need writes to three people at once, and to more as it waits.
NEEDS = Allowance("needs", 20, timedelta(days=1))
SHOWN_A_PAGE = 20


@login_not_required
@require_http_methods(["GET", "HEAD"])
def check_need(request: HttpRequest) -> HttpResponse:
    """Check your answers, and the three nearest people."""
    draft = Draft.load(request.session, NEED_KEY)
    if draft is None or draft.question():
        return redirect("notices:say_need")
    need = draft.need()
    helpers = _helpers(request, need)
    page = _page(request, need, helpers, helpers[:SHOWN_FIRST])
    return render(request, "matching/check_need.html", page)


@login_not_required
@require_http_methods(["GET", "HEAD"])
def who_can_help(request: HttpRequest) -> HttpResponse:
    """All the people who can help, nearest first."""
    draft = Draft.load(request.session, NEED_KEY)
    if draft is None or draft.question():
        return redirect("notices:say_need")
    need = draft.need()
    helpers = _helpers(request, need)
    start = _start(request.GET.get("depuis", ""))
    page = _page(request, need, helpers, helpers[start : start + SHOWN_A_PAGE])
    following = start + SHOWN_A_PAGE
    page["next_start"] = following if following < len(helpers) else None
    page["previous_start"] = max(start - SHOWN_A_PAGE, 0) if start else None
    return render(request, "matching/who_can_help.html", page)


@login_not_required
@require_POST
@acts_once
@at_most(NEEDS)
def publish(request: HttpRequest) -> HttpResponse:
    """Publish what was checked; somebody without an account opens one first, and it is published then."""
    draft = Draft.load(request.session, NEED_KEY)
    if draft is None and PUBLISHED_KEY in request.session:
        return redirect("notices:published")
    if draft is None or draft.question():
        messages.info(request, _("Redites votre besoin : nous n’avons rien gardé."))
        return redirect("notices:say_need")
    if not request.user.is_authenticated or request.user.opened_at is None:
        wait_for_account(request.session)
        return redirect(f"{reverse('people:sign_in')}?next={reverse('notices:published')}")
    need = publish_draft(request.session, by=request.user)
    return redirect("exchanges:need", need.public_id)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@acts_once
def available(request: HttpRequest, token: str) -> HttpResponse:
    """« Toujours disponible ? », by the link of a message, which stands for its reader."""
    person = get_helper_by_link(token)
    said = request.POST.get("answer")
    if said in {"yes", "no"}:
        answer_by_link(person, available=said == "yes", now=timezone.now())
        return redirect("matching:available", token)
    offers = Offer.objects.filter(author=person, withdrawn_at=None).order_by("published_at")
    page = {"person": person, "offers": offers, "shows": any(offer.is_open for offer in offers)}
    return render(request, "matching/available.html", page)


def _helpers(request: HttpRequest, need: NeedDraft) -> list[Helper]:
    somebody = request.user if request.user.is_authenticated else None
    return find_helpers(wish_of(need), now=timezone.now(), besides=somebody)


def _page(request: HttpRequest, need: NeedDraft, helpers: list[Helper], shown: list[Helper]) -> dict:
    today = timezone.localdate()
    here = Territory.objects.open().filter(epci=need.commune.epci_id).first()
    if here is not None:
        request.territory = here
    wish = wish_of(need)
    gather_meetings(helper.person for helper in shown)
    return {
        "need": need,
        # Whoever may come is asked across every border; a town hall stands behind only where it is open.
        "is_open": here is not None,
        "has_wished": has_left_interest(request.session, need.commune.insee),
        "when": when(need),
        "rows": _rows(need),
        "count": min(len(helpers), MOST_COUNTED),
        "heading": _heading(len(helpers), need),
        "people": [
            (helper, reasons(helper, wish, today=today), trade_of(helper, wish, today=today))
            for helper in shown
        ],
    }


def _rows(need: NeedDraft) -> list[tuple[str, str, str]]:
    """Question, answer, and the address that changes it."""
    modes = need.modes & need.service.modes
    ways = saying.listing([str(mode.label) for mode in split_modes(modes)], last=_("ou"))
    change = "notices:change_line"
    return [
        (_("Service"), need.service.label, reverse("notices:choose_service")),
        (_("Où"), need.commune.name, reverse("notices:choose_commune")),
        (_("Quand"), when(need), reverse(change, args=["quand"])),
        (_("Comment"), ways, reverse(change, args=["facon"])),
        (_("Vos mots"), f"« {need.words} »", reverse(change, args=["phrase"])),
    ]


def _heading(found: int, need: NeedDraft) -> str:
    """« Sept personnes peuvent aider près de Songeons »."""
    words = {"of": need.commune.of, "number": in_words(min(found, MOST_COUNTED), "f").capitalize()}
    if found == 0:
        return _("Personne n’est encore inscrit près %(of)s pour cela") % words
    if found == 1:
        return _("Une personne peut aider près %(of)s") % words
    if found > MOST_COUNTED:
        return _("Plus de trente personnes peuvent aider près %(of)s") % words
    return _("%(number)s personnes peuvent aider près %(of)s") % words


def _start(text: str) -> int:
    return min(int(text), MOST_COUNTED) if text.isascii() and text.isdigit() and len(text) < 4 else 0
