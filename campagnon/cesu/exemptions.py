"""Who employs, and which employer contributions the law lifts for them."""

from dataclasses import dataclass
from datetime import date

from campagnon.cesu.figures import Figure, figures_on

BY_AGE = "age"


@dataclass(frozen=True)
class Employer:
    """What is asked of a household, and never kept: age, situations, where it lives, who lives there."""

    age: int | None = None
    situations: frozenset[str] = frozenset()
    alsace_moselle: bool = False
    dependents: int = 0  # children, and people over 65 other than the employer
    is_first_year: bool = False


ANYBODY = Employer()


@dataclass(frozen=True)
class Exemption:
    """What is lifted: everything, or a part of the month's wage; and the situations that were set aside."""

    applies: bool
    is_capped: bool
    refused: tuple[Figure, ...]


def exemption_of(employer: Employer, day: date) -> Exemption:
    """The best exemption that a household may have on a day: a whole one wins over a capped one."""
    given, refused = [], []
    for figure in figures_on("exemptions", day):
        if figure.name != BY_AGE and figure.name not in employer.situations:
            continue
        if _is_old_enough(employer, figure):
            given.append(figure)
        elif figure.name != BY_AGE:
            refused.append(figure)
    is_capped = all(figure["capped"] == "yes" for figure in given)
    return Exemption(bool(given), bool(given) and is_capped, tuple(refused))


def _is_old_enough(employer: Employer, figure: Figure) -> bool:
    if not figure["min_age"]:
        return True
    if employer.age is None:
        return figure.name != BY_AGE
    return employer.age >= int(figure["min_age"])
