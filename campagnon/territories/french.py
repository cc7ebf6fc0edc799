"""The small words French puts before the name of a commune."""

import re

# H is kept from eliding: whether it is mute cannot be told from the spelling ("de Hanvoile", "de Hautot").
ELIDES = re.compile(r"[aeiouyàâäéèêëîïôöùûüœæ]", re.IGNORECASE)
GLIDES = re.compile(r"y[aeiouàâéèêëîïôöùûü]|ou[aeiéèêë]", re.IGNORECASE)


def at(name: str) -> str:
    """Where one is: "à Songeons", "au Hamel", "aux Essarts", "à La Ferté"."""
    if name.startswith("Le "):
        return f"au {name[3:]}"
    if name.startswith("Les "):
        return f"aux {name[4:]}"
    return f"à {name}"


def of(name: str) -> str:
    """Where one is from: "de Songeons", "du Hamel", "des Essarts", "d’Achy", "de La Ferté"."""
    if name.startswith("Le "):
        return f"du {name[3:]}"
    if name.startswith("Les "):
        return f"des {name[4:]}"
    if ELIDES.match(name) and not GLIDES.match(name):
        return f"d’{name}"
    return f"de {name}"
