"""What a professional attaches may be read by a household: nothing in it acts, hides or bursts."""

import io
import zlib
from datetime import date

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from campagnon.common.attached_pdf import MOST_BYTES, Fault, PdfRefused, check_pdf
from campagnon.common.attached_pdf.reader import fault_of
from campagnon.common.typesetting import typeset

PLAIN = typeset("specimen", {"words": ["Devis"]}, title="Devis", on=date(2026, 11, 28))


def writer(pages: int = 1) -> PdfWriter:
    made = PdfWriter()
    for _ in range(pages):
        made.add_blank_page(200, 200)
    return made


def bytes_of(made: PdfWriter) -> bytes:
    out = io.BytesIO()
    made.write(out)
    return out.getvalue()


def action(kind: str, **more: str) -> DictionaryObject:
    fields = {NameObject(f"/{name}"): TextStringObject(value) for name, value in more.items()}
    return DictionaryObject({NameObject("/S"): NameObject(kind), **fields})


def with_action(kind: str, **more: str) -> bytes:
    made = writer()
    made.root_object[NameObject("/OpenAction")] = action(kind, **more)
    return bytes_of(made)


def with_script() -> bytes:
    """A script by its name, as readers run it when the file opens."""
    made = writer()
    script = made._add_object(action("/JavaScript", JS="app.alert('bonjour')"))
    names = DictionaryObject({NameObject("/Names"): ArrayObject([TextStringObject("a"), script])})
    made.root_object[NameObject("/Names")] = DictionaryObject({NameObject("/JavaScript"): names})
    return bytes_of(made)


def with_file(name: str) -> bytes:
    made = writer()
    made.add_attachment(name, b"<x/>")
    return bytes_of(made)


def with_page_action() -> bytes:
    made = writer()
    made.pages[0][NameObject("/AA")] = DictionaryObject(
        {NameObject("/O"): action("/URI", URI="https://x.example")}
    )
    return bytes_of(made)


def out_of_reach() -> bytes:
    """A launch that no page leads to: some reader may still find it."""
    made = writer()
    made._add_object(ArrayObject([action("/Launch", F="cmd.exe")]))
    return bytes_of(made)


def locked() -> bytes:
    made = writer()
    made.encrypt("secret")
    return bytes_of(made)


def bomb() -> bytes:
    """An object stream of 300 MB in 300 kB."""
    press = zlib.compressobj(9)
    body = (
        press.compress(b"1 0 ")
        + b"".join(press.compress(b" " * 1_000_000) for _ in range(300))
        + press.flush()
    )
    kind = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>" % len(body)
    head = b"%PDF-1.7\n5 0 obj\n" + kind + b"stream\n"
    rows = b"\x02\x00\x00\x00\x05\x00" * 3 + b"\x01\x00\x00\x00\x09\x00" * 4
    table = b"6 0 obj\n<</Type/XRef/Size 7/W[1 4 1]/Root 1 0 R/Length %d>>stream\n" % len(rows)
    end = b"\nendstream\nendobj\n"
    start = len(head) + len(body) + len(end)
    return head + body + end + table + rows + end + b"startxref\n%d\n" % start + b"%%EOF"


def refused(content: bytes, **options) -> Fault | None:
    try:
        check_pdf(content, **options)
    except PdfRefused as error:
        return error.fault
    return None


def fault_in(content: bytes) -> str:
    """What the reader's own process would say; here without the process."""
    return fault_of(PdfReader(io.BytesIO(content)), frozenset())


def test_a_plain_pdf_is_kept_to_the_byte():
    assert check_pdf(PLAIN) == PLAIN


def test_a_link_in_a_page_is_no_action_by_itself():
    made = writer()
    made.add_annotation(0, Link(rect=(0, 0, 50, 50), url="https://lefevre.example"))
    assert fault_in(bytes_of(made)) == ""


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (with_script(), "alive"),
        (with_action("/JavaScript", JS="app.alert(1)"), "alive"),
        (with_action("/Launch", F="cmd.exe"), "alive"),
        (with_action("/SubmitForm", F="https://x.example"), "alive"),
        (with_action("/GoToR", F="../autre.pdf"), "alive"),
        (with_page_action(), "alive"),
        (with_file("virus.exe"), "alive"),
        (out_of_reach(), "alive"),
        (locked(), "locked"),
        (bytes_of(writer(21)), "long"),
        (bytes_of(writer(20)), ""),
        (bytes_of(writer(0)), "unreadable"),
    ],
    ids=[
        "script",
        "open script",
        "launch",
        "submit",
        "other file",
        "page action",
        "file inside",
        "hidden launch",
        "locked",
        "long",
        "not too long",
        "no page",
    ],
)
def test_what_acts_or_hides_is_refused(content, fault):
    assert fault_in(content) == fault


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (with_script(), Fault.ALIVE),
        (locked(), Fault.LOCKED),
        (b"", Fault.UNREADABLE),
        (b"<script>alert(1)</script>", Fault.UNREADABLE),
        (PLAIN[: len(PLAIN) // 2], Fault.UNREADABLE),
        (b"%PDF-1.7\n" + b"\x00" * 200, Fault.UNREADABLE),
        (PLAIN + b" " * MOST_BYTES, Fault.SIZE),
    ],
    ids=["script", "locked", "empty", "not a pdf", "cut", "zeros", "heavy"],
)
def test_what_cannot_be_handed_on_is_refused(content, fault):
    assert refused(content) is fault


def test_a_bomb_is_refused_before_it_bursts():
    content = bomb()
    assert len(content) < MOST_BYTES
    assert refused(content) is Fault.UNREADABLE


def test_a_file_that_is_expected_may_be_carried():
    content = with_file("factur-x.xml")
    assert PdfReader(io.BytesIO(content)).attachments
    assert fault_in(content) == "alive"
    assert refused(content, may_carry={"factur-x.xml"}) is None
    assert refused(with_file("autre.xml"), may_carry={"factur-x.xml"}) is Fault.ALIVE


def test_a_file_named_for_one_system_only_is_found_too():
    made = PdfWriter(clone_from=PdfReader(io.BytesIO(with_file("evil.exe"))))
    for one in made._objects:
        if isinstance(one, DictionaryObject) and "/EF" in one:
            name = one.pop("/F")
            one.pop("/UF", None)
            one[NameObject("/Unix")] = name
    assert refused(bytes_of(made)) is Fault.ALIVE
    assert refused(bytes_of(made), may_carry={"factur-x.xml"}) is Fault.ALIVE
