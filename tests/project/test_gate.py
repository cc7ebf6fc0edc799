"""The gate reads a request whole, then one thread answers; it says a request as a server of WSGI would."""

import asyncio
from io import BytesIO

import pytest

from config import gate
from config.gate import application

FORM = b"application/x-www-form-urlencoded"


def scope(path: str = "/classement/", query: str = "", method: str = "GET", headers: tuple = ()) -> dict:
    return {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "server": ("127.0.0.1", 8000),
        "client": ("192.0.2.7", 50000),
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(b"host", b"localhost"), *headers],
    }


def piece(body: bytes = b"", *, more: bool = False) -> dict:
    return {"type": "http.request", "body": body, "more_body": more}


def answer(asked: dict, *pieces: dict, silent: bool = False) -> tuple[int, dict[bytes, bytes], bytes]:
    """What the gate answers to a request that comes in pieces; a silent visitor sends no last one."""
    waiting, said = list(pieces or [piece()]), []

    async def receive() -> dict:
        if not waiting and silent:
            await asyncio.sleep(3600)
        return waiting.pop(0)

    async def send(message: dict) -> None:
        said.append(message)

    asyncio.run(application(asked, receive, send))
    start, body = said
    return start["status"], dict(start["headers"]), body["body"]


def test_a_page_is_answered_whole(db):
    status, headers, body = answer(scope())
    assert (status, headers[b"content-type"]) == (200, b"text/html; charset=utf-8")
    assert headers[b"content-length"] == str(len(body)).encode()
    assert "Comment nous classons" in body.decode()


def test_a_form_that_comes_in_pieces_is_read_whole(transactional_db):
    """As it comes from a telephone, and without the length that would have been announced."""
    headers = ((b"content-type", FORM), (b"content-length", b"1"))
    pieces = piece(b"words=&comm", more=True), piece(b"une=Songeons"), piece()
    asked = scope("/besoin/", method="POST", headers=headers)
    assert answer(asked, *pieces)[0] == 403  # no token: Django has read it
    environ = said_as_wsgi(asked, b"words=&commune=Songeons")
    assert (environ["CONTENT_LENGTH"], environ["CONTENT_TYPE"]) == ("23", FORM.decode())
    assert environ["wsgi.input"].read() == b"words=&commune=Songeons"


def said_as_wsgi(asked: dict, sent: bytes = b"") -> dict:
    body = BytesIO()
    body.write(sent)
    return gate._environ(asked, body)


def test_an_address_is_said_byte_by_byte():
    environ = said_as_wsgi(scope("/besoins/%ff%C3%A9%2Fa/", query="q=%ff&x=1"))
    assert environ["PATH_INFO"].encode("latin-1") == b"/besoins/\xff\xc3\xa9/a/"
    assert (environ["QUERY_STRING"], environ["REMOTE_ADDR"]) == ("q=%ff&x=1", "192.0.2.7")


def test_headers_are_joined_and_none_passes_for_another():
    headers = ((b"cookie", b"a=1"), (b"cookie", b"b=2"), (b"accept", b"x"), (b"accept", b"y"))
    environ = said_as_wsgi(scope(headers=(*headers, (b"x_forwarded_for", b"6.6.6.6"))))
    assert (environ["HTTP_COOKIE"], environ["HTTP_ACCEPT"]) == ("a=1; b=2", "x,y")
    assert "HTTP_X_FORWARDED_FOR" not in environ


@pytest.mark.parametrize(
    ("pieces", "silent", "status"),
    [
        ([piece(b"a" * 600, more=True), piece(b"a" * 600, more=True)], False, 413),
        ([piece(b"half", more=True)], True, 408),
        ([piece(b"half", more=True), {"type": "http.disconnect"}], False, 400),
    ],
    ids=["too large", "silent", "broken off"],
)
def test_what_never_becomes_whole_reaches_no_page(monkeypatch, pieces, silent, status):
    monkeypatch.setattr(gate, "LARGEST_BYTES", 1000)
    monkeypatch.setattr(gate, "LONGEST_SILENCE_SECONDS", 0.05)
    monkeypatch.setattr(gate, "pages", None)
    assert answer(scope(method="POST"), *pieces, silent=silent)[0] == status
