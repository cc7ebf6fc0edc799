"""The words of a letter laid out in HTML, line by line. Pure; nothing of it is ever shown as HTML.

The standard parser takes a minute over some letters of 60 kB; this one reads each sign once.
"""

import re
from html import unescape

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})([^<>]*)>")
_UNREAD = frozenset({"script", "style", "head", "title", "template", "noscript", "blockquote"})
_NEW_LINE = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "ul", "ol", "table", "hr"})
_QUOTE_MARKS = ("gmail_quote", "moz-cite-prefix", "yahoo_quoted", "protonmail_quote", "divrplyfwdmsg")
_EMPTY = frozenset({"br", "hr", "img", "meta", "link", "input", "col", "area", "base", "wbr"})
DEEPEST = 100
LONGEST = 200_000


class _Reader:
    """Where one is in a letter: the elements that are open, and whether one of them hides its words."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.open: list[tuple[str, bool]] = []
        self.hidden = 0

    def say(self, text: str) -> None:
        if not self.hidden:
            self.said.append(re.sub(r"\s+", " ", unescape(text)))

    def meet(self, tag: re.Match[str]) -> None:
        name = tag[2].lower()
        if name in _NEW_LINE:
            self.said.append("\n")
        if tag[1]:
            self._leave(name)
        elif name not in _EMPTY and not tag[3].endswith("/") and len(self.open) < DEEPEST:
            marks = tag[3].lower()
            hides = name in _UNREAD or any(mark in marks for mark in _QUOTE_MARKS)
            self.open.append((name, hides))
            self.hidden += hides

    def _leave(self, name: str) -> None:
        if not any(opened == name for opened, _hides in self.open):
            return
        while self.open:
            opened, hides = self.open.pop()
            self.hidden -= hides
            if opened == name:
                return


def text_of_html(html: str) -> str:
    """What the letter says, without what it quotes."""
    html, reader, position = html[:LONGEST], _Reader(), 0
    while (at := html.find("<", position)) >= 0:
        reader.say(html[position:at])
        if html.startswith("<!--", at):
            end = html.find("-->", at)
            position = end + 3 if end >= 0 else len(html)
        elif html.startswith(("<!", "<?"), at):
            end = html.find(">", at)
            position = end + 1 if end >= 0 else len(html)
        elif tag := _TAG.match(html, at):
            reader.meet(tag)
            position = tag.end()
        else:
            reader.say("<")
            position = at + 1
    reader.say(html[position:])
    lines = [" ".join(line.split()) for line in "".join(reader.said).split("\n")]
    return "\n".join(lines).strip()
