from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from campagnon.desk.access import get_person_for, get_territory
from campagnon.desk.held_forms import MeetingForm, UnvouchForm
from campagnon.desk.held_papers import name_of
from campagnon.journal.once import acts_once
from campagnon.people.actions import revoke_vouch, vouch_for
from campagnon.people.models import User


@require_http_methods(["GET", "HEAD", "POST"])
@acts_once
def meeting(request: HttpRequest, public_id: str) -> HttpResponse:
    """« Rencontré par la mairie »: one page, two minutes; met again, two years begin again."""
    person = get_person_for(request.user, public_id)
    form = MeetingForm(request.POST or None, person=person)
    if request.method != "POST" or not form.is_valid():
        return _page(request, person, form=form)
    fields = form.cleaned_data
    vouch_for(person, get_territory(person), fields["commune"], met_on=fields["met_on"], by=request.user)
    messages.success(request, _("C’est noté. Les autres le lisent à côté de son prénom, pendant deux ans."))
    return redirect("desk:person", public_id)


@require_POST
@acts_once
def meeting_end(request: HttpRequest, public_id: str) -> HttpResponse:
    person = get_person_for(request.user, public_id)
    if person.meeting is None:
        raise Http404
    form = UnvouchForm(request.POST)
    if not form.is_valid():
        return _page(request, person, removal=form)
    revoke_vouch(person.meeting, reason=form.cleaned_data["reason"], by=request.user)
    messages.success(request, _("C’est retiré. Plus personne ne le lit."))
    return redirect("desk:person", public_id)


def _page(
    request: HttpRequest,
    person: User,
    *,
    form: MeetingForm | None = None,
    removal: UnvouchForm | None = None,
) -> HttpResponse:
    page = {
        "person": person,
        "name": name_of(person),
        "form": form or MeetingForm(person=person),
        "removal": removal or UnvouchForm(),
        "to_mend": removal or form,
    }
    return render(request, "desk/meeting.html", page)
