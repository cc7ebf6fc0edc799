from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from campagnon.pages.here import territory_here
from campagnon.pages.professionals import working_professionals
from campagnon.people.credentials import credentials_of
from campagnon.people.meetings import gather_meetings

SHOWN_A_PAGE = 12


@login_not_required
@require_http_methods(["GET", "HEAD"])
def quality(request: HttpRequest) -> HttpResponse:
    """Who helps as a neighbour and who works for pay, what that changes, and the professionals by name."""
    today = timezone.localdate()
    found = working_professionals(today=today, here=territory_here(request))
    page = Paginator(found, SHOWN_A_PAGE).get_page(request.GET.get("page"))
    gather_meetings(one.user for one in page)
    trades = [(one, credentials_of(one, on=today)) for one in page]
    return render(request, "pages/quality.html", {"page": page, "trades": trades})
