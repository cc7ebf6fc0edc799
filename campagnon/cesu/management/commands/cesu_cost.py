import json
import re
from argparse import ArgumentParser
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from campagnon.cesu.costs import Side, cost_of
from campagnon.cesu.exemptions import Employer
from campagnon.cesu.figures import NoFigure
from campagnon.cesu.floor import BelowFloor, Floor, levels, with_leave
from campagnon.cesu.notes import notes_on
from campagnon.cesu.phrases import floor_words, note_words
from campagnon.cesu.rates import FIRST_LEVEL, rates_on
from campagnon.cesu.service_law import ServiceLaw, service_on, services_on
from campagnon.cesu.typed import read_number

SITUATIONS = ("spouse", "apa", "pch", "disability", "third-party", "aeeh")
MOST_EUROS, MOST_HOURS, MOST_AGE = 500, 400, 120
AMOUNTS = (
    "net", "gross", "gross_without_leave", "employee_contributions", "employer_contributions", "deduction",
    "exemption", "total", "credit", "after_credit",
)  # fmt: skip


class Command(BaseCommand):
    help = (
        "Dit en un objet JSON ce que coûtent des heures déclarées par CESU. Le montant donné est celui d’une"
        " heure, congés payés compris ; les montants rendus sont ceux de toutes les heures, un mois au plus."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        for side in Side:
            parser.add_argument(f"--{side}", help="montant d’une heure, en euros")
        parser.add_argument("--hours", default="1", help="nombre d’heures, 400 au plus")
        parser.add_argument("--on", default="", help="jour dont on prend les taux, comme 2026-01-15")
        parser.add_argument("--service", default="", help="code du service, comme tonte")
        parser.add_argument("--level", default=FIRST_LEVEL, help="niveau de la grille de la branche")
        parser.add_argument("--age", default="", help="âge de l’employeur")
        for situation in SITUATIONS:
            parser.add_argument(f"--{situation}", action="store_true")
        parser.add_argument("--alsace-moselle", action="store_true")
        parser.add_argument("--dependents", default="", help="enfants, et autres personnes de plus de 65 ans")
        parser.add_argument("--first-year", action="store_true", help="première année d’un emploi à domicile")
        parser.add_argument("--before-leave", action="store_true", help="ajoute 10 %% de congés au montant")

    def handle(self, **options: Any) -> None:
        day = _day(options["on"])
        service = _service(options["service"], day)
        hours = _number("hours", options["hours"], MOST_HOURS)
        about = {
            "rates_on": day.isoformat(),
            "hours": hours,
            "service": service.slug if service else None,
            "gives_credit": service.gives_credit if service else None,
        }
        self.stdout.write(_printed({**_said(options, day, hours, service), **about}))


def _said(options: dict[str, Any], day: date, hours: Decimal, service: ServiceLaw | None) -> dict[str, Any]:
    """The amounts and what to say beside them; below the floor, no amount and the reason."""
    employer, level = _employer(options), options["level"]
    side, amount = _amount(options, day)
    try:
        cost = cost_of(amount, side, hours=hours, on=day, employer=employer, service=service, level=level)
    except BelowFloor as below:
        return _without_amounts(below.floor, side, amount)
    except NoFigure:
        known = ", ".join(levels())
        raise _refusal(f"Le minimum du niveau « {level} » n’est pas connu ce jour-là ({known}).") from None
    relief = {"deduction": cost.charges.deduction, "exemption": cost.charges.exemption}
    return {
        **{name: relief[name] if name in relief else getattr(cost, name) for name in AMOUNTS},
        "per_hour": {"net": cost.wage.net, "gross": cost.wage.gross},
        "floor": _floor(cost.floor),
        "warnings": [note_words(note) for note in notes_on(cost, employer=employer, service=service)],
    }


def _without_amounts(floor: Floor, side: Side, amount: Decimal) -> dict[str, Any]:
    warnings = [floor_words(floor)]
    if side is Side.GROSS and amount >= floor.gross_without_leave:
        warnings.append("Si ce montant est sans les congés, ajoutez --before-leave.")
    return {**dict.fromkeys(AMOUNTS), "per_hour": None, "floor": _floor(floor), "warnings": warnings}


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text) if text else timezone.localdate()
    except ValueError:
        raise _refusal(f"La date « {text} » ne se lit pas : écrivez-la comme 2026-01-15.") from None
    try:
        rates_on(day)
    except NoFigure:
        raise _refusal("Aucun taux n’est connu avant le 1er janvier 2023.") from None
    return day


def _amount(options: dict[str, Any], day: date) -> tuple[Side, Decimal]:
    given = [side for side in Side if options[side] is not None]
    if len(given) != 1:
        raise _refusal("Donnez un seul montant : --net, --gross ou --total, par exemple --net 12.")
    side = given[0]
    amount = _number(side, options[side], MOST_EUROS)
    if not options["before_leave"]:
        return side, amount
    if side is Side.TOTAL:
        raise _refusal(
            "--before-leave va avec --net ou --gross : un coût total comprend toujours les congés."
        )
    return side, with_leave(amount, rates_on(day))


def _employer(options: dict[str, Any]) -> Employer:
    age, dependents = options["age"], options["dependents"]
    return Employer(
        age=int(_number("age", age, MOST_AGE)) if age else None,
        situations=frozenset(one for one in SITUATIONS if options[one.replace("-", "_")]),
        alsace_moselle=options["alsace_moselle"],
        dependents=int(_number("dependents", dependents, 20)) if dependents not in {"", "0"} else 0,
        is_first_year=options["first_year"],
    )


def _service(slug: str, day: date) -> ServiceLaw | None:
    try:
        return service_on(slug, day) if slug else None
    except NoFigure:
        known = ", ".join(law.slug for law in services_on(day))
        raise _refusal(f"« {slug} » ne se déclare pas par CESU. Les services possibles : {known}.") from None


def _number(name: str, text: str, most: int) -> Decimal:
    number = read_number(str(text), most=most)
    if number is None:
        raise _refusal(
            f"--{name} : « {text} » ne va pas. Écrivez un nombre au-dessus de 0, {most} au plus,"
            " avec deux décimales au plus."
        )
    return number


def _refusal(sentence: str) -> CommandError:
    return CommandError(sentence, returncode=2)


def _floor(floor: Floor) -> dict[str, Any]:
    return {"net": floor.net, "gross": floor.gross, "gross_without_leave": floor.gross_without_leave}


def _printed(said: dict[str, Any]) -> str:
    """One line of JSON, in which amounts are numbers with two decimals."""
    text = json.dumps(said, ensure_ascii=False, default=lambda amount: f"\0{amount:.2f}\0")
    return re.sub(r'"\\u0000(-?[\d.]+)\\u0000"', r"\1", text)
