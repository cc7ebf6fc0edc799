"""What people and programs write in forms that nobody foresaw."""

from functools import cache
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

TEXTS = {
    "nothing": "",
    "spaces": "   \t  ",
    "long": "tondre la pelouse " * 2000,
    "one long word": "a" * 5000,
    "nul": "ton\x00dre",
    "control characters": "ton\x07dre\x1b[31m",
    "bidirectional": "tondre \u202e esuolep al \u2066",
    "emoji": "🐭🌾 pelouse 🏡",
    "combining": "e\u0301" * 200,
    "capitals": "BONJOUR JE CHERCHE QUELQU’UN",
    "straight apostrophes": "j'ai besoin d'aide à l'étage",
    "typographic": "« J’ai besoin… » – à 10 €",
    "sql": "' OR 1=1; DROP TABLE people_user; --",
    "wildcards": "%_%[a-z]*?",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "template": "{{ settings.SECRET_KEY }}{% debug %}",
    "formula": '=cmd|"/C calc"!A0',
    "header": "Léa\r\nBcc: tous@exemple.fr\r\n\r\nBonjour",
    "path": "../../../../etc/passwd",
    "huge number": "9" * 400,
    "negative": "-1",
    "decimal comma": "1,5",
    "not a number": "NaN",
    "infinite": "1e999",
    "other digits": "١٢٣",
    "huge id": str(2**63),
    "date": "2026-02-30",
    "far date": "9999-12-31",
    "past date": "0001-01-01",
    "french date": "31/12/2026",
    "hour": "25:99",
    "true": "True",
    "list": "[1, 2]",
    "null": "null",
}

# Enough for what is chosen rather than written.
FOR_CHOICES = ("nothing", "nul", "long", "html", "huge number", "negative", "other digits")


@cache
def _drawn(kind: str, size: tuple[int, int] = (8, 8)) -> bytes:
    drawn = BytesIO()
    Image.new("1", size).save(drawn, kind)
    return drawn.getvalue()


def files() -> dict[str, SimpleUploadedFile]:
    """Files that are not the photo they pretend to be."""
    return {
        "empty file": SimpleUploadedFile("photo.jpg", b"", "image/jpeg"),
        "text": SimpleUploadedFile("photo.jpg", b"<script>alert(1)</script>", "image/jpeg"),
        "cut": SimpleUploadedFile("photo.png", _drawn("PNG")[:40], "image/png"),
        "svg": SimpleUploadedFile("photo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"),
        "bomb": SimpleUploadedFile("photo.png", _drawn("PNG", (30_000, 30_000)), "image/png"),
        "hostile name": SimpleUploadedFile("../../<b>é\u202egpj.exe", _drawn("GIF"), "image/gif"),
        "tiff": SimpleUploadedFile("photo.tif", _drawn("TIFF"), "image/tiff"),
    }
