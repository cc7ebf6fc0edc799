"""What still opens at the edge of a zone blanche (docs/offline.md)."""

import hashlib

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from campagnon.notices.drafts import NEED_KEY, OFFER_KEY, Draft
from campagnon.notices.models import Need
from campagnon.pages.my_visits import coming_visits
from campagnon.territories.models import Territory

# All that a page without network is drawn with; nothing else of ours enters a device's store.
FILES = (
    "css/campagnon.css",
    "icons/sprite.svg",
    "img/barriere.svg",
    "js/settle.js",
    "js/keep.js",
    "js/once.js",
    "js/send.js",
    "js/offline.js",
)


@login_not_required
@require_safe
@never_cache
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, at the root so as to stand before every page; a changed file makes another one."""
    files = [static(name) for name in FILES]
    version = hashlib.sha256(" ".join(files).encode()).hexdigest()[:12]
    return render(request, "sw.js", {"files": files, "version": version}, content_type="text/javascript")


@login_not_required
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Whom to call: one's own territory, or every one that is open."""
    open_territories = Territory.objects.open().exclude(phone="").order_by("name")
    return render(request, "pages/offline.html", {"open_territories": open_territories, "messages": ()})


@require_safe
@never_cache
def my_visits(request: HttpRequest) -> HttpResponse:
    """My visits and what I wrote, on one page that stands without a network."""
    now = timezone.now()
    drafts = [Draft.load(request.session, key) for key in (NEED_KEY, OFFER_KEY)]
    needs = Need.objects.open().filter(author=request.user).select_related("service", "commune")
    page = {
        "visits": coming_visits(request.user, now=now),
        "needs": needs.order_by("published_at"),
        "drafts": [draft.words for draft in drafts if draft and draft.words],
        "now": now,
        "messages": (),  # what was said of an act is for the page that it leads to
    }
    return render(request, "pages/my_visits.html", page)
