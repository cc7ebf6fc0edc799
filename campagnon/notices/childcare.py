"""Looking after other people's children: where, and the agrément without which one may not at home.

At the sitter's home the département's agrément is due (code de l'action sociale et des familles, L421-1), and
the job is declared by Pajemploi, not by CESU. At the parents' home none is.
"""

import re
from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

from campagnon.catalogue.models import Service
from campagnon.common.contact_details import find_contact_details

CHILDCARE = frozenset({"garde-enfant", "baby-sitting", "assistante-maternelle"})
ALWAYS_WITH_AGREMENT = "assistante-maternelle"
LONGEST_NUMBER = 40
# Each département numbers its decisions its own way: « 60-2024-118 », « PMI 2024/0118 », « 2024 118 AM ».
_NUMBER = re.compile(r"(?=.*\d)[\w°./ -]+")


class ChildcarePlace(models.TextChoices):
    """Where children are looked after, as the sitter says it."""

    PARENTS = "parents", _("Chez leurs parents")
    SITTER = "sitter", _("Chez moi, avec l’agrément du département")


def is_childcare(services: Iterable[Service]) -> bool:
    """Whether one of them is looking after children."""
    return any(service.slug in CHILDCARE for service in services)


def needs_agrement(place: str, services: Iterable[Service]) -> bool:
    """Whether a number must be given: at the sitter's home, or by trade."""
    return place == ChildcarePlace.SITTER or any(one.slug == ALWAYS_WITH_AGREMENT for one in services)


def is_agrement_number(text: str) -> bool:
    """Whether it can be the number of a decision, and is not a telephone number."""
    return bool(_NUMBER.fullmatch(text)) and not find_contact_details(text)
