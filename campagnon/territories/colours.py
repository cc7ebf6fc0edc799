"""Whether a colour can be read: contrast as WCAG 2 defines it."""

PAPER = "#FBF8F1"
INK = "#1E2A24"
WHITE = "#FFFFFF"
READABLE = 7.0


def luminance(colour: str) -> float:
    """Relative luminance of a #RRGGBB colour, 0 for black and 1 for white."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def reads_as_ink(colour: str) -> bool:
    """Whether the colour reads as text on paper, and white text reads on it."""
    return contrast(colour, PAPER) >= READABLE and contrast(colour, WHITE) >= READABLE


def carries_ink(colour: str) -> bool:
    """Whether ink reads on the colour."""
    return contrast(INK, colour) >= READABLE
