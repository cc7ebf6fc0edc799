from functools import cache

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from campagnon.common.typesetting import typeset
from campagnon.journal.once import acts_once
from campagnon.people import actions, charter

TITLE = "La charte de l’entraide"


@login_not_required
@require_safe
def charter_page(request: HttpRequest) -> HttpResponse:
    """The charter, for anybody; a button for those who have an account and have not agreed yet."""
    return render(request, "people/charter.html", {"charter": charter, "title": TITLE})


@login_not_required
@require_safe
def charter_paper(request: HttpRequest) -> HttpResponse:
    """The charter on one sheet, to be read or signed at the counter."""
    response = HttpResponse(_typeset_once(), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="charte-entraide.pdf"'
    return response


@cache
def _typeset_once() -> bytes:
    """The same words for everybody: the paper is made once for each process."""
    values = {"lead": charter.LEAD, "articles": [list(article) for article in charter.ARTICLES]}
    return typeset("charter", values, title=TITLE, on=charter.WRITTEN_ON)


@require_POST
@acts_once
def agree(request: HttpRequest) -> HttpResponse:
    if actions.agree_charter(request.user):
        messages.success(request, _("Merci. C’est noté, une fois pour toutes."))
    return redirect("pages:my_space")
