import time

import pytest

from campagnon.channels.html_text import text_of_html
from campagnon.channels.mime import read_letter


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<p>Oui</p><p>À samedi</p>", "Oui\n\nÀ samedi"),
        ("Oui<br/>À samedi", "Oui\nÀ samedi"),
        ("9 h &lt; 10 h &amp; plus&nbsp;tard", "9 h < 10 h & plus tard"),
        ("<b>Oui</b>, <i>merci</i>", "Oui, merci"),
        ("Oui <!-- rien --> merci", "Oui merci"),
        ("<style>p < q { }</style><script>if (a < b) x('</p>')</script>Oui", "Oui"),
        ('Oui<div class="gmail_quote">Le 23…<blockquote>Karim</blockquote></div>Merci', "Oui\n\nMerci"),
        ('Oui<blockquote type="cite">Karim<p>écrit</p></blockquote>', "Oui"),
        ("a < b et c > d", "a < b et c > d"),
        ("<p>Oui", "Oui"),
        ("</p></div>Oui", "Oui"),
        ("<!-- sans fin", ""),
    ],
)
def test_words_are_read_and_quotations_are_not(html, said):
    assert text_of_html(html) == said


@pytest.mark.parametrize(
    "mark", ["<a ", "<!--", "<", "</", "<div>", "</x>", "<a b='", "&#", "<![CDATA[", "<script></"]
)
def test_no_letter_takes_long_to_read(mark):
    began = time.thread_time()
    text_of_html(mark * 100_000)
    assert time.thread_time() - began < 2


@pytest.mark.parametrize(
    "raw",
    [
        b"From: " + b"<" * 900_000 + b"\r\n\r\nOui",
        b"From: a\r\n" + b" (\r\n" * 100_000 + b"\r\nOui",
        b"Content-Type: text/plain" + b';a="b' * 100_000 + b"\r\n\r\nOui",
        b"Content-Disposition: attachment" + b";filename*0*=a" * 60_000 + b"\r\n\r\nOui",
        b"X: y\r\n" * 100_000 + b"\r\nOui",
        b"Content-Transfer-Encoding: x-uuencode\r\n\r\nbegin 644 x\r\n" + b"M\r\n" * 100_000,
    ],
)
def test_no_heading_takes_long_to_read(raw):
    began = time.thread_time()
    read_letter(raw)
    assert time.thread_time() - began < 3
