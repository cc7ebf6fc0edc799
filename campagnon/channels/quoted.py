"""What somebody wrote in an e-mail, without what they answer to and without their signature. Pure.

Line by line and without look-ahead over the whole, so that no letter takes long to read.
"""

import re

# « Le sam. 28 nov. 2026 à 10:12, Campagnon <…> a écrit : », on one to three lines; in English and German too.
_SAID_BY = re.compile(
    r"(?:le|on|am|em|el)\b.{0,300}(?:a écrit|a ecrit|écrivait|wrote|schrieb|escreveu|escribió)\s?:?\s*",
    re.IGNORECASE,
)
_BEGINS_SAID_BY = re.compile(r"(?:le|on|am)\s.{0,40}\d", re.IGNORECASE)
_RULE = re.compile(
    r"[-_—–*\s]{0,20}(?:message d['’]origine|(?:message|mail) original|original message|message initial"
    r"|message transf[ée]r[ée]|forwarded message|ursprüngliche nachricht)[-_—–*:\s]{0,20}",
    re.IGNORECASE,
)
_LINE = re.compile(r"[_\-=*]{20,200}")
_HEADING = re.compile(
    r"[*>\s]{0,4}(?:de|from|envoy[ée](?: le)?|sent|date|[àa]|to|objet|subject|cc|pour|expéditeur)"
    r"\s?:\*?\s?\S.*",
    re.IGNORECASE,
)
_SIGNED_BY_MACHINE = re.compile(
    r"(?:envoyé|envoye|envoyée|sent|obtenir|télécharger|telecharger|get|provenance)\s?:?\s.{0,12}"
    r"(?:mon|mes|depuis|de|à partir|my|from|outlook|courrier|yahoo|gmail|mail|smartphone)\b.{0,80}"
    r"|garanti sans virus.{0,80}|.{0,20}www\.avast\.com.{0,20}",
    re.IGNORECASE,
)
_LONGEST_SAID_BY = 3


def own_words(text: str) -> str:
    """What was written above the quotation, less the signature; answers between quoted lines are kept."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    kept = _above_what_is_quoted(lines)
    kept = [line for line in kept if not line.lstrip().startswith((">", "|"))]
    kept = _unsigned(kept)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _above_what_is_quoted(lines: list[str]) -> list[str]:
    """The lines before a heading that announces another letter; all of them when one answers in between."""
    for number in range(len(lines)):
        size = _heading_at(lines, number)
        if not size:
            continue
        below = lines[number + size :]
        # « > question / answer / > question »: what is not quoted below is an answer.
        if any(one.startswith(">") for one in below):
            return [*lines[:number], *_between_quotes(below)]
        return lines[:number]
    return lines


def _between_quotes(below: list[str]) -> list[str]:
    last = max(number for number, line in enumerate(below) if line.startswith(">"))
    first = next(number for number, line in enumerate(below) if line.startswith(">"))
    return below[first : last + 1] + _after_the_quote(below[last + 1 :])


def _after_the_quote(lines: list[str]) -> list[str]:
    return lines if any(line.strip() for line in lines) else []


def _heading_at(lines: list[str], number: int) -> int:
    """How many lines a heading takes here; 0 when there is none."""
    line = lines[number].strip().lstrip("> ").strip("* ")
    if _RULE.fullmatch(line):
        return 1
    if _SAID_BY.fullmatch(line):
        return 1
    if _BEGINS_SAID_BY.match(line):
        joined = line
        for size in range(2, _LONGEST_SAID_BY + 1):
            joined = f"{joined} {lines[number + size - 1].strip()}" if number + size <= len(lines) else joined
            if _SAID_BY.fullmatch(joined[:400]):
                return size
    # « De : / Envoyé : / À : / Objet : », with or without a line above.
    if (
        _HEADING.fullmatch(line)
        and sum(bool(_HEADING.fullmatch(one.strip())) for one in lines[number : number + 6]) >= 3
    ):
        return 1
    if _LINE.fullmatch(line) and any(
        _HEADING.fullmatch(one.strip()) for one in lines[number + 1 : number + 3]
    ):
        return 1
    return 0


def _unsigned(lines: list[str]) -> list[str]:
    """Less what follows « -- », and the last line that a telephone adds."""
    for number, line in enumerate(lines):
        if line.strip() in {"--", "—", "__"}:
            lines = lines[:number]
            break
    lines = list(lines)
    while lines and (
        not lines[-1].strip() or _SIGNED_BY_MACHINE.fullmatch(lines[-1].strip().strip("_*-<> "))
    ):
        lines.pop()
    return lines
