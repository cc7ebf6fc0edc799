"""Whatever a program says around a form (its alphabet, its cookies, its host), a page answers."""

import pytest
from django.test import Client

from tests.project.test_gate import answer, piece, scope

pytestmark = pytest.mark.django_db

FORM = "application/x-www-form-urlencoded"
SAID = "Nous n’avons pas compris cette demande"
CODECS = [
    "hex",
    "zlib",
    "base64",
    "rot13",
    "idna",
    "punycode",
    "undefined",
    "utf-16",
    "utf-7",
    "latin-1",
    "nope",
]


def part(heading: str, body: bytes = b"x") -> bytes:
    return b"--x\r\n" + heading.encode() + b"\r\n\r\n" + body + b"\r\n--x--\r\n"


@pytest.mark.parametrize("charset", [*CODECS, "a" * 5000])
@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("kind", [FORM, "multipart/form-data; boundary=x", "text/plain"])
def test_a_request_in_another_alphabet_is_refused(charset, method, kind):
    """Through the gate: Django’s test client has a handler of its own."""
    headers = ((b"content-type", f"{kind}; charset={charset}".encode()),)
    asked = scope("/communes/", query="q=%C3%A9", method=method, headers=headers)
    status, _headers, body = answer(asked, piece(b"address=lea%40exemple.fr"))
    assert (status, SAID in body.decode()) == (400, True)


@pytest.mark.parametrize("said", ["charset*=nope''%ff", "x*=undefined''%41", "x*=hex''%41; charset=hex"])
def test_an_alphabet_hidden_in_a_parameter_is_refused(said):
    headers = ((b"content-type", f"{FORM}; {said}".encode()),)
    assert answer(scope("/entrer/", method="POST", headers=headers), piece(b"a=1"))[0] == 400


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", '"utf-8"'])
def test_a_form_in_our_alphabet_is_read(client, charset):
    body = b"address=l%C3%A9a"
    answer = client.generic("POST", "/entrer/", body, f"{FORM}; charset={charset}")
    assert (answer.status_code, 'value="léa"' in answer.content.decode()) == (200, True)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=", b"x"),
        ("multipart/form-data; boundary=" + "a" * 3000, b"x"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data"),
        (
            "multipart/form-data; boundary=x",
            part('Content-Disposition: form-data; name="a"\r\nContent-Transfer-Encoding: base64', b"*"),
        ),
        (
            "multipart/form-data; boundary=x",
            part('Content-Disposition: form-data; name="a"\r\nContent-Type: text/plain; charset=hex'),
        ),
        (
            "multipart/form-data; boundary=x",
            part("Content-Disposition: form-data; name=\"photo\"; filename*=hex''%41"),
        ),
        ("multipart/form-data; boundary=x", part(f'Content-Disposition: form-data; name="{"a" * 100_000}"')),
        ("application/json", b"{}"),
        ("", b"a=1"),
        (FORM, b"&".join([b"a=1"] * 300)),
        (FORM, b"address=%ff%fe\xff&x=%zz%"),
        (FORM, b"address=" + b"x" * 3_000_000),
    ],
)
def test_a_form_that_is_none_gets_a_page(client, kind, body):
    for address in ("/entrer/", "/besoin/"):
        assert client.generic("POST", address, body, kind).status_code in {200, 302, 400}


@pytest.mark.parametrize(
    "host", ["ailleurs.example", "\xff\xfe", "testserver/x?y", "a@testserver", "x y", ""]
)
def test_another_host_is_refused(client, host):
    assert client.get("/entrer/", headers={"host": host}).status_code == 400


@pytest.mark.parametrize(
    "cookies",
    [
        "campagnon=" + "a" * 60_000,
        'campagnon="abcdefgh\\000ij"; csrftoken="\\377"; campagnon_appareil="\\000"; messages="\\000"',
        "campagnon=\xff\xfe; campagnon_appareil=abc:def:ghi; messages=abc:def:ghi",
        "; ".join(f"a{n}=1" for n in range(3000)),
        "=;=;;,",
    ],
)
def test_strange_cookies_are_nobody(db, cookies):
    for address in ("/", "/entrer/", "/communes/60623/"):
        assert Client().get(address, headers={"cookie": cookies}).status_code == 200
    assert (
        Client().get("/mon-espace/", headers={"cookie": cookies})["Location"] == "/entrer/?next=/mon-espace/"
    )


@pytest.mark.parametrize(
    "path",
    [
        "/besoins/\udcff\udcfe/",
        "/besoins/%ff%fe/",
        "/besoins/%c0%ae%c0%ae/",
        "/%zz/%/",
        "//ailleurs.example/x/",
    ],
)
def test_an_address_that_is_no_text_does_not_exist(path):
    client, raw = Client(), path.encode("utf-8", "surrogateescape").decode("latin-1")
    assert client.get("/", PATH_INFO=raw).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/communes/?q=a%00b",
        "/territoires/picardie-verte/carte.svg?commune=%00",
        "/demo/courrier/?pour=%00",
        "/offre/details/?service=%00",
    ],
)
def test_a_question_with_a_nul_in_it_has_no_page(signed_in, lea, settings, address):
    """PostgreSQL looks no NUL up."""
    settings.DEMO = True
    assert signed_in(lea).get(address).status_code == 404


@pytest.mark.parametrize("query", ["q=%ff%fe", "q=%ed%a0%80", "q=%", "\xff=\xfe", "q&&=&q=;"])
def test_a_question_that_is_no_text_is_answered(query):
    for address in ("/communes/", "/entrer/", "/besoin/"):
        assert Client().get(address, QUERY_STRING=query).status_code == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND", "GETTER"])
def test_a_method_that_nothing_knows_is_refused(method):
    for address in ("/", "/entrer/", "/communes/60623/", "/besoins/x/", "/static/css/campagnon.css"):
        assert Client().generic(method, address).status_code in {404, 405}


@pytest.mark.parametrize(
    "headers",
    [
        {"if-modified-since": "Sun, 99 Foo 9999 99:99:99 GMT", "if-none-match": '",,,"*W/'},
        {"accept-language": "fr-" * 2000, "accept-encoding": ";q=;;,gzip;q=nan", "accept": "*/*;q=x"},
        {"range": "bytes=-,x-"},
        {"x-forwarded-for": "\xff,,,'", "x-forwarded-host": "ailleurs.example", "x-forwarded-proto": "ftp"},
        {"origin": "http://[", "referer": "http://["},
    ],
    ids=lambda headers: next(iter(headers)),
)
def test_strange_headers_change_nothing(headers):
    for address in ("/", "/territoires/picardie-verte/carte.svg", "/communes/60623/besoins.rss"):
        assert Client().get(address, headers=headers).status_code == 200
    assert Client(enforce_csrf_checks=True).post("/entrer/", headers=headers).status_code == 403
