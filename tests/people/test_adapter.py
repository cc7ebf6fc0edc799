import re

from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_L

from campagnon.people.adapter import SecondFactorAdapter

ADDRESS = "otpauth://totp/lea%40exemple.fr?secret=HYTPT65TWICQF3WGEM555BGMUTBPCRZ7&issuer=Campagnon"


def test_drawing_has_a_line_for_each_run_of_black():
    drawing = SecondFactorAdapter().build_totp_svg(ADDRESS)
    code = QRCode(error_correction=ERROR_CORRECT_L, border=4)
    code.add_data(ADDRESS)
    rows = code.get_matrix()
    drawn = [[False] * len(rows) for _ in rows]
    for x, y, length in re.findall(r"M(\d+) (\d+)\.5h(\d+)", drawing):
        drawn[int(y)][int(x) : int(x) + int(length)] = [True] * int(length)
    assert drawn == rows
    assert "style" not in drawing


def test_application_shows_our_name_and_the_account(rf, lea):
    address = SecondFactorAdapter().build_totp_url(lea, "SECRET")
    assert address == "otpauth://totp/lea.delattre%40exemple.fr?secret=SECRET&issuer=Campagnon"
