"""Forms that a device keeps during a cut: each acts once, or does no harm twice, or is not sent later."""

import re
from pathlib import Path

from django.conf import settings

# They only fill a draft, the same again: notices/drafts.py.
DRAFTS = {
    "notices/say_offer.html",
    "notices/_sentence_form.html",
    "notices/choose_commune.html",
    "notices/change_line.html",
}
FORM = re.compile(r"<form[^>]*\bdata-keep=.*?</form>", re.DOTALL)


def kept_forms() -> list[tuple[str, str]]:
    folder = Path(settings.BASE_DIR / "templates")
    return [
        (path.relative_to(folder).as_posix(), form)
        for path in sorted(folder.rglob("*.html"))
        for form in FORM.findall(path.read_text(encoding="utf-8"))
    ]


def test_each_form_kept_on_a_device_may_be_sent_again():
    unsafe = [
        path
        for path, form in kept_forms()
        if "{% once %}" not in form and "data-now" not in form.split(">", 1)[0] and path not in DRAFTS
    ]
    assert unsafe == []
    assert len(kept_forms()) > 12


def test_a_file_or_a_wage_is_never_kept():
    for path, form in kept_forms():
        assert "multipart" not in form, path
        assert "wage" not in form and "net_" not in form, path
