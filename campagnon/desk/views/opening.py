"""Open an account for somebody on the telephone; whoever is known already is shown instead."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from campagnon.desk.access import get_call_for, people_of
from campagnon.desk.actions.calling import put_through
from campagnon.desk.actions.opening import AddressTaken, Newcomer, holder_of, open_for
from campagnon.desk.finding import twins_of
from campagnon.desk.forms import OpenForm
from campagnon.desk.models import Call
from campagnon.journal.once import acts_once
from campagnon.people.models import User


@require_http_methods(["GET", "HEAD", "POST"])
@acts_once
def open_person(request: HttpRequest, public_id: str) -> HttpResponse:
    call = get_call_for(request.user, public_id)
    request.territory = call.territory
    form = OpenForm(request.POST or None, initial=_who(call))
    known: list[User] = []
    if request.method == "POST" and form.is_valid() and _is_here(form, call):
        fields = {name: form.cleaned_data[name] for name in Newcomer.__dataclass_fields__}
        known = _known(form, call, is_sure="sure" in request.POST)
        if not known and not form.errors:
            try:
                person = open_for(Newcomer(**fields), call.territory, by=request.user)
            except AddressTaken:
                form.add_error(
                    "number", _("Ce numéro ou cet e-mail vient d’être pris : cherchez la personne.")
                )
            else:
                put_through(call, person, by=request.user)
                messages.success(request, _("Le compte est ouvert."))
                return redirect("desk:call", public_id)
    page = {"form": form, "call": call, "here": call.territory, "known": known}
    return render(request, "desk/open_person.html", page)


def _who(call: Call) -> dict[str, str]:
    """The name or the number that was looked for in vain."""
    who = call.typed.get("who", "").strip()
    if who[:1].isdigit() or who[:1] == "+":
        return {"number": who}
    first_name, _space, last_name = who.partition(" ")
    return {"first_name": first_name.title(), "last_name": last_name.title()}


def _is_here(form: OpenForm, call: Call) -> bool:
    if form.cleaned_data["commune"].epci_id == call.territory_id:
        return True
    form.add_error("commune", _("Cette commune est d’un autre territoire."))
    return False


def _known(form: OpenForm, call: Call, *, is_sure: bool) -> list[User]:
    """Whose number or e-mail it is; else those who bear the same name in the same commune."""
    fields = form.cleaned_data
    holder = holder_of(phone=fields["number"], email=fields["email"])
    if holder is not None:
        if people_of([call.territory]).filter(pk=holder.pk).exists():
            return [holder]
        form.add_error("number", _("Ce numéro ou cet e-mail est celui d’un compte d’un autre territoire."))
        return []
    if is_sure:
        return []
    return twins_of(fields["first_name"], fields["last_name"], fields["commune"].pk, call.territory)
