from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from PIL import Image

from campagnon.notices.actions.offers import publish_offer
from campagnon.notices.models import Photo
from campagnon.notices.photos import UnreadablePhoto, clean_photo
from tests.notices.test_offers import draft

GPS_TAG = 0x8825


def picture(size=(800, 600), form="JPEG", **options) -> SimpleUploadedFile:
    written = BytesIO()
    Image.new("RGB", size, "#1C5238").save(written, form, **options)
    return SimpleUploadedFile("../IMG_chez_moi.jpg", written.getvalue())


def with_gps() -> SimpleUploadedFile:
    exif = Image.Exif()
    exif[0x010E] = "canari au 3 rue des Tilleuls"
    exif.get_ifd(GPS_TAG)[2] = (49.0, 32.0, 51.0)
    return picture(exif=exif, comment=b"canari")


def test_a_photo_loses_its_place_and_its_words():
    sent = with_gps()
    assert b"canari" in sent.read()
    sent.seek(0)
    kept = clean_photo(sent).read()
    assert b"canari" not in kept
    assert dict(Image.open(BytesIO(kept)).getexif()) == {}


def test_a_large_photo_becomes_smaller_and_keeps_its_shape():
    kept = Image.open(clean_photo(picture((4200, 2100))))
    assert kept.size == (1400, 700)
    assert kept.format == "WEBP"


def test_a_photo_taken_sideways_is_turned_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    assert Image.open(clean_photo(picture((800, 600), exif=exif))).size == (600, 800)


@pytest.mark.parametrize(
    ("form", "size", "is_bomb"),
    [
        ("PNG", (4600, 4600), True),
        ("WEBP", (4600, 4600), True),
        ("JPEG", (4600, 4600), False),
        ("JPEG", (7200, 7200), True),
    ],
)
def test_a_bomb_is_refused_before_it_is_decoded(monkeypatch, form, size, is_bomb):
    """Flat, it weighs a few kilobytes; whole, a PNG or a WebP of 49 million pixels took up to a gigabyte."""
    sent, decoded = picture(size, form), []
    monkeypatch.setattr(Image.Image, "thumbnail", lambda image, size: decoded.append(image.size))
    try:
        clean_photo(sent)
    except UnreadablePhoto:
        assert is_bomb and not decoded
    else:
        assert not is_bomb and decoded == [size]


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1", "I;16"])
def test_a_picture_of_any_kind_of_pixels_is_made_smaller_and_turned(mode):
    exif, written = Image.Exif(), BytesIO()
    exif[0x0112] = 6
    Image.new(mode, (2800, 1400)).save(written, "PNG", exif=exif)
    kept = Image.open(clean_photo(SimpleUploadedFile("photo.png", written.getvalue())))
    assert (kept.size, kept.mode) == ((700, 1400), "RGB")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<script>alert(1)</script>",
        b"GIF89a" + b"\x00" * 40,
        b"\xff\xd8\xff\xe0 not a picture",
        b"%PDF-1.7",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    ],
)
def test_what_is_not_a_photo_is_refused(content):
    with pytest.raises(UnreadablePhoto):
        clean_photo(SimpleUploadedFile("photo.jpg", content))


def test_a_truncated_photo_is_refused():
    half = picture().read()
    with pytest.raises(UnreadablePhoto):
        clean_photo(SimpleUploadedFile("photo.jpg", half[: len(half) // 2]))


def test_a_page_hidden_behind_a_photo_does_not_survive():
    polyglot = picture().read() + b"<html><script>canari</script></html>"
    assert b"canari" not in clean_photo(SimpleUploadedFile("photo.jpg", polyglot)).read()


@pytest.fixture
def address(karim, settings, tmp_path) -> str:
    """Where Karim adds photos to his offer."""
    settings.MEDIA_ROOT = tmp_path
    return f"/offres/{publish_offer(draft(karim, 'tonte'), by=karim).public_id}/photos/"


def test_three_photos_at_most(signed_in, karim, address):
    client = signed_in(karim)
    sent = [client.post(address, {"photo": picture(), "_once": f"k{number}"}) for number in range(4)]
    assert [answer.status_code for answer in sent] == [302, 302, 302, 200]
    assert Photo.objects.count() == 3


def test_a_photo_sent_twice_is_kept_once(signed_in, karim, address):
    client = signed_in(karim)
    assert [client.post(address, {"photo": picture(), "_once": "k"}).status_code for _ in range(2)] == [
        302
    ] * 2
    assert Photo.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_photo_is_decoded_while_others_may_write(signed_in, karim, address, monkeypatch):
    """SQLite has one write lock: a slow photo held everybody up."""
    opened, read = [], Image.open

    def watched(*args, **options):
        opened.append(connection.in_atomic_block)
        return read(*args, **options)

    monkeypatch.setattr(Image, "open", watched)
    signed_in(karim).post(address, {"photo": picture(), "_once": "k"})
    assert opened[:1] == [False]
    assert Photo.objects.count() == 1


def test_photos_that_are_refused_are_counted_as_well(signed_in, karim, address, monday):
    client = signed_in(karim)
    answers = [client.post(address, {"photo": SimpleUploadedFile("x.jpg", b"x")}) for _ in range(31)]
    assert [answer.status_code for answer in answers] == [200] * 30 + [429]


def test_a_photo_taken_off_leaves_no_file(signed_in, karim, lea, address, django_capture_on_commit_callbacks):
    signed_in(karim).post(address, {"photo": picture(), "_once": "k1"})
    photo = Photo.objects.get()
    removal = f"{address}{photo.public_id}/retrait/"
    assert signed_in(lea).post(removal, {"_once": "k2"}).status_code == 404
    assert Path(photo.file.path).exists()
    with django_capture_on_commit_callbacks(execute=True):
        signed_in(karim).post(removal, {"_once": "k3"})
    assert Photo.objects.count() == 0
    assert not Path(photo.file.path).exists()
