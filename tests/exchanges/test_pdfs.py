"""A file that somebody attaches is read before the form's transaction takes the pen."""

from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.views.decorators.http import require_POST

from campagnon.common import attached_pdf
from campagnon.exchanges.forms.pdfs import PdfField, reads_pdf_first
from campagnon.journal.once import acts_once
from tests.exchanges.test_attached_quotes import own_paper


def test_a_file_is_read_outside_the_transaction_and_once(transactional_db, monkeypatch):
    read, file = [], own_paper()
    really = attached_pdf.subprocess.run

    def watched(*args, **kwargs):
        read.append(connection.in_atomic_block)
        return really(*args, **kwargs)

    monkeypatch.setattr(attached_pdf.subprocess, "run", watched)

    @require_POST
    @reads_pdf_first()
    @acts_once
    def keep(request):
        assert connection.in_atomic_block
        kept = PdfField(required_words="?").clean(request.FILES["paper"])
        return HttpResponse(kept)

    answer = keep(RequestFactory().post("/", {"paper": file}))
    file.seek(0)
    assert answer.content == file.read()
    assert read == [False]
