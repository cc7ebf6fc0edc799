"""Photos: decoded, turned upright, made smaller and written again, so that only pixels remain."""

import warnings
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageOps, UnidentifiedImageError

MOST_PHOTOS = 3
MOST_BYTES = 12_000_000
# A JPEG is read small from the start; the others are decoded whole, and a bomb may be of any.
MOST_PIXELS = {"JPEG": 50_000_000, "PNG": 20_000_000, "WEBP": 20_000_000}
LONGEST_SIDE_PX = 1400
QUALITY = 78


class UnreadablePhoto(ValueError):
    """The file is not a picture that we can keep."""


def clean_photo(file) -> ContentFile:
    """The picture in `file`, as WebP of 1,400 px at most, without metadata.

    Raises UnreadablePhoto for what is not a JPEG, PNG or WebP picture, or has too many bytes or pixels;
    its size is read from the header before a pixel is decoded.
    """
    if file.size > MOST_BYTES:
        raise UnreadablePhoto("bytes")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file, formats=tuple(MOST_PIXELS)) as picture:
                if picture.width * picture.height > MOST_PIXELS[picture.format]:
                    raise UnreadablePhoto("pixels")
                upright = _small(picture)
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
        EOFError,
        MemoryError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as error:
        raise UnreadablePhoto(str(error)) from error
    pixels_only = Image.new("RGB", upright.size)
    pixels_only.paste(upright)
    written = BytesIO()
    pixels_only.save(written, "WEBP", quality=QUALITY)
    return ContentFile(written.getvalue(), name="photo.webp")


def _small(picture: Image.Image) -> Image.Image:
    """The picture made smaller, then turned upright: no copy of its full size is ever held."""
    if picture.mode not in ("RGB", "RGBA", "L", "CMYK"):
        picture = picture.convert("RGB")  # palettes do not blend
    picture.thumbnail((LONGEST_SIDE_PX, LONGEST_SIDE_PX))
    return ImageOps.exif_transpose(picture).convert("RGB")
