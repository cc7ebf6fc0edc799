"""A PDF that somebody attaches: read in a process of its own, before the form's transaction begins."""

from collections.abc import Callable
from functools import wraps

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from campagnon.common.attached_pdf import MOST_BYTES, Fault, PdfRefused, check_pdf

FIELD = "paper"
REFUSED = {
    Fault.SIZE: _("Ce fichier est trop lourd : 2 Mo au plus."),
    Fault.UNREADABLE: _("Nous ne pouvons pas lire ce fichier. Joignez un PDF."),
    Fault.LOCKED: _("Ce PDF est protégé par un mot de passe. Enregistrez-le sans protection."),
    Fault.LONG: _("Ce PDF est bien long : vingt pages au plus."),
    Fault.ALIVE: _(
        "Ce PDF contient un programme ou un autre fichier. Imprimez-le en PDF et envoyez ce nouveau fichier."
    ),
}


class PdfField(forms.FileField):
    """A PDF of 2 MB and twenty pages at most, nothing alive in it; cleaned, its bytes."""

    def __init__(self, *, required_words: str, may_carry: tuple[str, ...] = (), **options) -> None:
        self.may_carry = may_carry
        super().__init__(
            help_text=_("2 Mo au plus."),
            widget=forms.FileInput(attrs={"accept": "application/pdf"}),
            error_messages={
                "required": required_words,
                "missing": required_words,
                "invalid": required_words,
                "empty": _("Ce fichier est vide : choisissez-en un autre."),
                "max_length": _("Le nom de ce fichier est bien long : renommez-le."),
            },
            **options,
        )

    def clean(self, data, initial=None) -> bytes:
        file = super().clean(data, initial)
        fault = _fault_of(file, self.may_carry)
        if fault:
            raise forms.ValidationError(REFUSED[fault])
        return file.checked


def reads_pdf_first(*may_carry: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Read what is attached above `@acts_once`: a slow file holds nobody's pen."""

    def reading(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def read_first(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if request.method == "POST" and FIELD in request.FILES:
                _fault_of(request.FILES[FIELD], may_carry)
            return view(request, *args, **kwargs)

        return read_first

    return reading


def _fault_of(file: UploadedFile, may_carry: tuple[str, ...]) -> Fault | None:
    """What is wrong with a file, found once; its bytes stay on it as `checked`."""
    if not hasattr(file, "checked"):
        file.checked, file.fault = b"", None
        try:
            if file.size > MOST_BYTES:
                raise PdfRefused(Fault.SIZE)
            file.checked = check_pdf(file.read(), may_carry=may_carry)
        except PdfRefused as refused:
            file.fault = refused.fault
    return file.fault
