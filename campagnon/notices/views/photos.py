from datetime import timedelta

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from campagnon.channels.pace import at_most
from campagnon.channels.rate import Allowance
from campagnon.journal.once import acts_once
from campagnon.notices.access import get_own_notice, get_photo
from campagnon.notices.actions.photos import add_photo, remove_photo
from campagnon.notices.models import Need, Offer
from campagnon.notices.photos import MOST_PHOTOS, UnreadablePhoto, clean_photo

# Each one that is sent is decoded, even those that are refused.
PHOTOS = Allowance("photos", 30, timedelta(hours=1))


class PhotoForm(forms.Form):
    photo = forms.FileField(
        label=gettext_lazy("Une photo"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        error_messages={
            "required": gettext_lazy("Choisissez une photo."),
            "empty": gettext_lazy("Ce fichier est vide : choisissez une autre photo."),
            "missing": gettext_lazy("Choisissez une photo."),
            "invalid": gettext_lazy("Choisissez une photo."),
        },
    )

    def clean_photo(self):
        try:
            return clean_photo(self.cleaned_data["photo"])
        except UnreadablePhoto as error:
            raise forms.ValidationError(
                gettext_lazy(
                    "Nous ne pouvons pas lire ce fichier. Envoyez une photo JPEG ou PNG de moins de 12 Mo."
                )
            ) from error


@require_http_methods(["GET", "HEAD", "POST"])
@at_most(PHOTOS)
def photos(request: HttpRequest, kind: str, public_id: str) -> HttpResponse:
    """The photos of one's own notice: add one, up to three."""
    notice = get_own_notice(request.user, kind, public_id)
    form = PhotoForm(request.POST or None, request.FILES or None) if request.method == "POST" else PhotoForm()
    # Decoded here, before any transaction: it may take a second, and SQLite lets one write at a time.
    if request.method == "POST" and form.is_valid():
        return _add(request, notice, kind, form)
    return _page(request, notice, kind, form)


@acts_once
def _add(request: HttpRequest, notice: Need | Offer, kind: str, form: PhotoForm) -> HttpResponse:
    if add_photo(notice, form.cleaned_data["photo"], by=request.user):
        messages.success(request, _("La photo est ajoutée."))
        return redirect("notices:photos", kind, notice.public_id)
    form.add_error("photo", _("Trois photos suffisent : retirez-en une pour en mettre une autre."))
    return _page(request, notice, kind, form)


def _page(request: HttpRequest, notice: Need | Offer, kind: str, form: PhotoForm) -> HttpResponse:
    shown = list(notice.photos.order_by("added_at"))
    page = {
        "form": form,
        "notice": notice,
        "kind": kind,
        "photos": shown,
        "room_left": len(shown) < MOST_PHOTOS,
    }
    return render(request, "notices/photos.html", page)


@require_POST
@acts_once
def photo_removal(request: HttpRequest, kind: str, public_id: str, photo_id: str) -> HttpResponse:
    notice = get_own_notice(request.user, kind, public_id)
    remove_photo(get_object_or_404(notice.photos, public_id=photo_id), by=request.user)
    messages.success(request, _("La photo est retirée."))
    return redirect("notices:photos", kind, public_id)


@login_not_required
@require_http_methods(["GET", "HEAD"])
def photo_file(request: HttpRequest, public_id: str) -> FileResponse:
    photo = get_photo(request.user, public_id)
    answer = FileResponse(photo.file.open(), content_type="image/webp")
    answer["Cache-Control"] = "private, max-age=86400"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
