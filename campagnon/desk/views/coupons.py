"""A coupon came back: its number finds the person, its ticks answer what was asked."""

from datetime import datetime

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from campagnon.channels.models import Question
from campagnon.desk.access import people_of
from campagnon.desk.actions.posting import enter_coupon
from campagnon.desk.coupons import find_by_coupon
from campagnon.desk.forms.coupon import CouponForm, CouponNumberForm
from campagnon.desk.views.paper import counters_of
from campagnon.journal.once import acts_once
from campagnon.people.models import User


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@acts_once
def coupon(request: HttpRequest) -> HttpResponse:
    """Ask for the number, then show the questions as they were printed."""
    territories, now = counters_of(request.user), timezone.now()
    typed = request.POST if request.method == "POST" else request.GET
    number = CouponNumberForm(typed if "numero" in typed else None)
    person, questions = _whose(number, people_of(territories), now) if number.is_valid() else (None, [])
    form = CouponForm(request.POST if request.method == "POST" and person else None, questions=questions)
    if form.is_valid():
        for sentence in enter_coupon(person, form.words, by=request.user, now=now):
            messages.success(request, sentence)
        return redirect("desk:coupon")
    return render(request, "desk/coupon.html", {"number": number, "person": person, "form": form})


def _whose(
    number: CouponNumberForm, people: QuerySet[User], now: datetime
) -> tuple[User | None, list[Question]]:
    """The person of that number, among those of whom something is still asked, and what is."""
    waiting = list(
        Question.objects.open(now).filter(person__in=people).select_related("person").order_by("code", "pk")
    )
    person = find_by_coupon(number.cleaned_data["numero"], {question.person for question in waiting})
    if person is None:
        number.add_error(
            "numero",
            _("Aucune question n’attend sous ce numéro. Relisez-le, ou la réponse est peut-être déjà notée."),
        )
    return person, [question for question in waiting if question.person == person]
