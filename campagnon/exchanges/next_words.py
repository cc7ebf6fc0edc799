"""What comes next in a declared job, in the reader's words: what, why, and the button that leads to it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from campagnon.exchanges import phrases
from campagnon.exchanges.access import sign_visit
from campagnon.exchanges.cesu_phrases import month_name, month_state, of, short_day
from campagnon.exchanges.employment import Employment
from campagnon.exchanges.months import following_month, write_month
from campagnon.exchanges.next_acts import Act

FIRST_TIME = "#premiere-fois"


@dataclass(frozen=True)
class NextAct:
    """One thing to do, or to wait for; without a button when there is nothing to open."""

    heading: str
    words: str
    url: str = ""
    label: str = ""


def next_words(job: Employment) -> NextAct:
    """The next thing in a declared job, for the one who reads."""
    return _WORDS[job.next_act](job)


def _settle(job: Employment) -> NextAct:
    said = {"when": phrases.moment(job.to_settle.starts_at)}
    return NextAct(
        _("Le rendez-vous %(when)s a-t-il eu lieu ?") % said,
        _("On déclare les heures qui ont été faites, et elles seules."),
        reverse("exchanges:news", args=[sign_visit(job.to_settle, job.reader)]),
        _("Dire oui ou non"),
    )


def _declare(job: Employment) -> NextAct:
    return NextAct(
        _due_month(job),
        _("Ce qu’il faut écrire sur le site de l’Urssaf est prêt."),
        _month_url(job),
        _("Voir le récapitulatif"),
    )


def _await_declaration(job: Employment) -> NextAct:
    return NextAct(
        _due_month(job),
        _("C’est %(name)s qui déclare : vérifiez seulement les heures.") % _names(job),
        _month_url(job),
        _("Voir mes heures"),
    )


def _write_contract(job: Employment) -> NextAct:
    return NextAct(
        _("Écrivez le contrat"),
        _("À ce rythme, la loi en demande un. Le modèle tient sur une page, rempli pour vous deux."),
        reverse("exchanges:employment_contract", args=[job.exchange.public_id]),
        _("Préparer le contrat"),
    )


def _register(job: Employment) -> NextAct:
    return NextAct(
        _("Devenez employeur, en cinq pas"),
        _("C’est la première fois : ouvrez un compte à l’Urssaf, et inscrivez-y %(name)s.") % _names(job),
        FIRST_TIME,
        _("Voir les cinq pas"),
    )


def _give_papers(job: Employment) -> NextAct:
    return NextAct(
        _("Donnez à %(name)s de quoi vous déclarer") % _names(job),
        _("Votre nom, votre date de naissance, votre adresse, votre numéro de sécurité sociale."),
        FIRST_TIME,
        _("Voir la liste"),
    )


def _meet(job: Employment) -> NextAct:
    return NextAct(
        phrases.sentence(phrases.moment(job.coming.starts_at)),
        _("C’est votre prochain rendez-vous. Rien à faire d’ici là."),
    )


def _await_recap(job: Employment) -> NextAct:
    first = job.running.first
    said = {"day": short_day(following_month(first), job.today), "of_month": of(month_name(first, job.today))}
    return NextAct(
        _("Rien à faire avant le %(day)s") % said,
        _("Le récapitulatif %(of_month)s sera prêt ce jour-là.") % said,
    )


def _nothing(job: Employment) -> NextAct:
    return NextAct(_("Tout est à jour"), _("Il n’y a rien à faire."))


_WORDS: dict[Act, Callable[[Employment], NextAct]] = {
    Act.SETTLE: _settle,
    Act.DECLARE: _declare,
    Act.AWAIT_DECLARATION: _await_declaration,
    Act.WRITE_CONTRACT: _write_contract,
    Act.REGISTER: _register,
    Act.GIVE_PAPERS: _give_papers,
    Act.MEET: _meet,
    Act.AWAIT_RECAP: _await_recap,
    Act.NOTHING: _nothing,
}


def _due_month(job: Employment) -> str:
    """« Octobre : 8 h, à déclarer d’ici le 5 novembre »."""
    month = job.to_declare
    name, state = month_name(month.first, job.today), month_state(month, job.today)
    return phrases.sentence(f"{name} : {phrases.length(month.hours)}, {state}")


def _month_url(job: Employment) -> str:
    written = write_month(job.to_declare.first)
    return reverse("exchanges:employment_month", args=[job.exchange.public_id, written])


def _names(job: Employment) -> dict[str, str]:
    return {"name": str(job.other)}
