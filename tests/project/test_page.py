"""The reader of pages finds what breaks a promise, and nothing on a page that keeps them."""

import pytest

from tests.page import Page, faults

GOOD = """<!doctype html><html lang="fr"><head><title>Vos besoins – Campagnon</title></head><body>
<h1>Vos besoins</h1><p>L’herbe d’été</p>
<form method="post"><input type="hidden" name="csrfmiddlewaretoken" value="x">
<label for="a">Votre phrase</label><input id="a" name="a" aria-describedby="b"><p id="b">En français</p>
<label><input type="checkbox" name="c"> D’accord</label><button>Envoyer</button></form>
<a href="/">Accueil</a><img src="/x.svg" alt=""><code>it's</code></body></html>"""


def test_a_good_page_has_no_fault():
    assert faults(Page(GOOD)) == []


@pytest.mark.parametrize(
    ("good", "bad", "fault"),
    [
        ('lang="fr"', 'lang="en"', "the page is not said to be in French"),
        ("<h1>Vos besoins</h1>", "", "0 h1: []"),
        ("<p>L’herbe", "<h1>Deux</h1><p>L’herbe", "2 h1: ['Vos besoins', 'Deux']"),
        (
            "<title>Vos",
            "<title>Mes",
            "the title ['Mes besoins – Campagnon'] does not begin with the h1 ['Vos besoins']",
        ),
        ('<p id="b">', '<p id="b"></p><p id="b">', "id 'b' is there twice"),
        ('<label for="a">', '<label for="z">', "field 'a' has no label"),
        ('aria-describedby="b"', 'aria-describedby="z"', "input speaks of #z, which is not there"),
        ("Envoyer</button>", "</button>", "button without words: {}"),
        ("Accueil</a>", "</a>", "link without words: /"),
        (' alt=""', "", "image without alt: /x.svg"),
        ("<p>L’herbe", '<p style="color: red">L’herbe', "inline style on p"),
        ("<p>L’herbe", "<script>alert(1)</script><p>L’herbe", "inline script"),
        ("<p>L’herbe", '<p onclick="x()">L’herbe', "onclick on p"),
        ('<a href="/"', '<a href="/" target="_blank"', "a new window: /"),
        ("<p>L’herbe", "<iframe></iframe><p>L’herbe", "a iframe"),
        ('name="csrfmiddlewaretoken"', 'name="other"', "form '' has no CSRF token"),
        ("L’herbe", "L'herbe", 'straight apostrophe: "L\'herbe d’été"'),
    ],
)
def test_each_fault_is_found(good, bad, fault):
    assert GOOD.count(good) == 1
    assert faults(Page(GOOD.replace(good, bad))) == [fault]


def test_what_people_typed_is_theirs():
    page = Page(GOOD.replace("L’herbe", "L'herbe"))
    assert faults(page, typed=frozenset({"L'herbe"})) == []
