"""A QR code as lines to draw: one for each run of black."""

from itertools import groupby

from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M


def qr_runs(text: str, *, is_printed: bool) -> tuple[int, str]:
    """The side in squares, quiet margin included, and the SVG path; on paper it bears more creases."""
    code = QRCode(error_correction=ERROR_CORRECT_M if is_printed else ERROR_CORRECT_L, border=4)
    code.add_data(text)
    rows = code.get_matrix()
    return len(rows), "".join(_runs(row, y) for y, row in enumerate(rows))


def qr_svg(text: str) -> str:
    """A drawing of `text`, for paper."""
    side, runs = qr_runs(text, is_printed=True)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<path stroke="#000" stroke-width="1" d="{runs}"/></svg>'
    )


def _runs(row: list[bool], y: int) -> str:
    x, said = 0, ""
    for black, run in groupby(row):
        length = len(list(run))
        said += f"M{x} {y}.5h{length}" if black else ""
        x += length
    return said
