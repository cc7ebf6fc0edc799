"""What is said beside a cost, in French."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from campagnon.cesu.floor import Floor
from campagnon.cesu.notes import Note
from campagnon.cesu.said import minors_said_on
from campagnon.cesu.service_law import ServiceLaw
from campagnon.common.templatetags.campagnon import euros


def floor_words(floor: Floor) -> str:
    """Why nothing is computed below the minimum wage, and what the minimum is."""
    name = _("le Smic") if floor.is_smic else _("le minimum de la branche")
    return _(
        "On ne peut pas payer moins de %(net)s net de l’heure (%(gross)s brut) : c’est %(name)s,"
        " %(bare)s brut, avec 10 %% de congés payés."
    ) % {
        "net": euros(floor.net),
        "gross": euros(floor.gross),
        "name": name,
        "bare": euros(floor.gross_without_leave),
    }


def note_words(note: Note) -> str:
    """One note as a sentence."""
    return _sentences()[note.name] % {
        "amount": euros(note.amount),
        "word": note.word,
        "hours": length(note.amount),
    }


def credit_words(law: ServiceLaw) -> str:
    """What the law says of one service: « oui, jusqu’à 500 € par an, 2 h au plus par visite »."""
    if not law.gives_credit:
        return _("non")
    said = [_("oui")]
    if law.cap_a_year:
        said.append(_("jusqu’à %(cap)s par an") % {"cap": euros(law.cap_a_year)})
    if law.hours_a_visit:
        said.append(_("%(hours)s au plus par visite") % {"hours": length(law.hours_a_visit)})
    return ", ".join([*said, law.condition] if law.condition else said)


def minors_in_short(day: date) -> str:
    """« 8 h par jour et 35 h par semaine au plus, ni nuit (22 h à 6 h) ni jour férié, rien de dangereux »."""
    return _(
        "%(hours_a_day)s\u00a0h par jour et %(hours_a_week)s\u00a0h par semaine au plus, ni nuit"
        " (%(night_from)s\u00a0h à %(night_to)s\u00a0h) ni jour férié, rien de dangereux"
    ) % minors_said_on(day)


def services_by_credit(laws: Iterable[ServiceLaw]) -> dict[str, str]:
    """The services by what the law says of them, the simplest first: « oui » → « Ménage, repassage »."""
    names: dict[str, list[str]] = {}
    for law in sorted(
        laws, key=lambda one: (not one.gives_credit, bool(one.condition), bool(one.cap_a_year))
    ):
        said = names.setdefault(credit_words(law), [])
        said.append(law.label[:1].lower() + law.label[1:] if said else law.label)
    return {words: ", ".join(labels) for words, labels in names.items()}


def _sentences() -> dict[str, str]:
    return {
        "figures-to-check": _(
            "Des chiffres de ce calcul sont à vérifier : ils ont passé leur date de relecture, ou leur source"
            " est incertaine."
        ),
        "service-to-check": _("« %(word)s » : la condition du crédit d’impôt est à vérifier."),
        "no-credit": _("« %(word)s » se déclare par CESU, mais ne donne pas droit au crédit d’impôt."),
        "credit-condition": _("Le crédit d’impôt est donné à une condition : %(word)s."),
        "visit-too-long": _("Pour donner droit au crédit d’impôt, une visite dure %(hours)s au plus."),
        "over-ceiling": _(
            "Le crédit d’impôt compte au plus %(amount)s de dépenses par an : il est calculé dans cette"
            " limite."
        ),
        "too-young": _("Vous n’avez pas l’âge de cette exonération : %(word)s."),
        "deduction-better": _(
            "La déduction de 2 € par heure vous ferait gagner %(amount)s de plus que l’exonération liée à"
            " l’âge : vous pouvez y renoncer auprès de l’Urssaf service Cesu."
        ),
        "aid-first": _("L’aide reçue (APA, PCH) se retranche de la dépense avant le crédit d’impôt."),
        "leave-may-be-taken": _(
            "Au-delà de %(hours)s par mois, les congés peuvent être payés quand ils sont pris, au lieu"
            " d’être ajoutés à chaque heure."
        ),
        "above-monthly-ceiling": _(
            "Au-delà de %(amount)s brut par mois, certaines cotisations baissent : le coût est surestimé."
        ),
    }


def length(hours: Decimal) -> str:
    """« 30 min », « 2 h », « 1 h 30 »."""
    whole, minutes = divmod(round(hours * 60), 60)
    if not whole:
        return f"{minutes}\u00a0min"
    return f"{whole}\u00a0h" + (f"\u00a0{minutes:02}" if minutes else "")
