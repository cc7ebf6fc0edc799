from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from campagnon.exchanges.access import get_reader
from campagnon.exchanges.agenda import write_agenda
from campagnon.exchanges.models import Visit
from campagnon.people.models import User

KEPT = timedelta(days=31)


@login_not_required
@require_safe
@cache_control(private=True, max_age=900)
def agenda(request: HttpRequest, token: str) -> HttpResponse:
    reader = get_object_or_404(User.objects.opened(), agenda_token=token)
    visits = (
        Visit.objects.filter(Q(exchange__asker=reader) | Q(exchange__helper=reader))
        .filter(ends_at__gte=timezone.now() - KEPT)
        .select_related(
            "exchange__asker", "exchange__helper", "exchange__need__service", "exchange__need__commune"
        )
    )
    return _file(write_agenda(visits, reader=reader), "campagnon")


@login_not_required
@require_safe
def visit_ics(request: HttpRequest, token: str) -> HttpResponse:
    reader = get_reader(token)
    return _file(write_agenda([reader.visit], reader=reader.user), "rendez-vous")


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    return response
