from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from campagnon.exchanges.cesu_rows import last_month_to_declare
from campagnon.exchanges.waiting import space_of
from campagnon.matching.discretion import when_for
from campagnon.pages.my_quotes import quotes_of
from campagnon.people.models import Agent


@require_http_methods(["GET", "HEAD"])
def my_space(request: HttpRequest) -> HttpResponse:
    """What waits for me first, then what is coming, then what is mine."""
    posts = Agent.objects.serving().filter(user=request.user).select_related("territory")
    space = space_of(request.user, now=timezone.now())
    for asked in space.asked_of_me:
        asked.when = when_for(request.user, asked.need)
    page = {"space": space, "posts": posts, "quotes": quotes_of(request.user)}
    page["to_declare"] = last_month_to_declare(request.user)
    return render(request, "pages/my_space.html", page)
