"""What agents did in somebody's name, said in the words that this person reads."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _

from campagnon.exchanges import phrases
from campagnon.journal.models import Entry
from campagnon.people.models import User

# One verb, one sentence; « la mairie » stands before, and what it was about after.
WORDS = {
    "agreement.accepted": _("a dit oui pour vous"),
    "agreement.declined": _("a dit pour vous de garder le rendez-vous prévu"),
    "agreement.proposed": _("a proposé pour vous un moment"),
    "desk.asked_more": _("a fait demander à d’autres personnes"),
    "desk.call_back_promised": _("a promis de vous rappeler"),
    "desk.call_back_wanted": _("a noté que vous vouliez être rappelé"),
    "desk.call_begun": _("a pris votre appel"),
    "desk.call_ended": _("a terminé votre appel"),
    "desk.called_back": _("vous a rappelé"),
    "desk.handed_over": _("a repris un message qui ne vous arrivait pas"),
    "desk.letter_posted": _("vous a posté du courrier"),
    "desk.message_settled": _("a lu un message que vous avez envoyé"),
    "desk.nobody_answered": _("vous a appelé sans vous trouver"),
    "desk.person_seen": _("a ouvert votre fiche pendant un appel"),
    "desk.said": _("vous a dit au téléphone"),
    "exchange.cesu_declined": _("a noté que l’emploi déclaré ne vous intéresse pas"),
    "exchange.ended": _("a mis fin pour vous à l’échange"),
    "exchange.opened": _("a répondu pour vous, et l’échange a commencé"),
    "mandate.given": _("a noté que vous la laissez agir en votre nom"),
    "mandate.replaced": _("a remplacé votre accord précédent"),
    "mandate.revoked": _("a noté que vous ne la laissez plus agir en votre nom"),
    "mandate.signed": _("a noté que vous avez signé la feuille"),
    "message.dictated": _("a écrit le mot que vous avez dicté"),
    "need.changed": _("a changé votre besoin"),
    "need.closed": _("a fermé votre besoin"),
    "need.published": _("a écrit et publié votre besoin"),
    "need.more_quotes": _("a demandé pour vous d’autres devis"),
    "deeds.printed": _("a imprimé cette liste"),
    "offer.changed": _("a changé votre offre"),
    "offer.confirmed": _("a dit que votre offre est toujours valable"),
    "offer.paused": _("a mis votre offre en pause"),
    "offer.published": _("a écrit et publié votre offre"),
    "offer.rested": _("a mis votre offre au repos"),
    "offer.withdrawn": _("a retiré votre offre"),
    "people.account_closed": _("a fermé votre compte"),
    "people.account_opened": _("a ouvert votre compte"),
    "people.account_updated": _("a changé ce que dit votre compte"),
    "people.charter_agreed": _("a noté que vous acceptez la charte de l’entraide"),
    "people.muted": _("a noté ce que vous ne voulez plus recevoir"),
    "people.topics_chosen": _("a noté ce que vous voulez recevoir"),
    "photo.added": _("a ajouté une photo"),
    "photo.removed": _("a retiré une photo"),
    "quote.declined": _("a dit non pour vous à un devis"),
    "suggestion.later": _("a répondu pour vous « pas cette fois-ci »"),
    "suggestion.no": _("a répondu pour vous « non »"),
    "suggestion.own": _("a dit que vous pouvez aider"),
    "suggestion.yes": _("a répondu pour vous « oui »"),
    "thanks.said": _("a dit merci pour vous"),
    "visit.cancelled": _("a annulé pour vous le rendez-vous"),
    "visit.happened": _("a dit que le rendez-vous a eu lieu"),
    "visit.missed": _("a dit que le rendez-vous n’a pas eu lieu"),
    "vouch.given": _("a noté qu’elle vous a rencontré"),
    "vouch.revoked": _("ne dit plus qu’elle vous a rencontré"),
}
# Their note is a word of ours, not a reason.
NOTED_OTHERWISE = frozenset(
    {"need.closed", "exchange.ended", "need.changed", "desk.asked_more", "desk.letter_posted"}
)
# Their note says what was said, and there is no thing to look up: it may have been blanked since.
NOTED_WHAT = frozenset({"desk.said"})
# Nothing is hidden for want of words.
UNNAMED = _("a agi en votre nom")


@dataclass(frozen=True)
class Deed:
    """One act: when, what, about what, by whom, why."""

    at: datetime
    what: str
    about: str
    by: str
    why: str


def deeds_of(person: User, *, latest: int | None = None) -> list[Deed]:
    """The acts in somebody's name, latest first; one query a kind of thing."""
    entries = list(
        Entry.objects.filter(on_behalf_of=person).select_related("by").order_by("-at", "-pk")[:latest]
    )
    about = _about(entries)
    return [
        Deed(
            at=entry.at,
            what=str(WORDS.get(entry.verb, UNNAMED)),
            about=entry.note
            if entry.verb in NOTED_WHAT
            else about.get((entry.target_kind, entry.target_id), ""),
            by=f"{entry.by.first_name} {entry.by.last_name}".strip() if entry.by else "",
            why=entry.note if entry.verb not in NOTED_OTHERWISE | NOTED_WHAT else "",
        )
        for entry in entries
    ]


def _about(entries: list[Entry]) -> dict[tuple[str, int], str]:
    """What each act was about, by the kind and the number of the thing."""
    wanted = defaultdict(set)
    for entry in entries:
        if entry.target_kind in _SAID and entry.target_id:
            wanted[entry.target_kind].add(entry.target_id)
    said = {}
    for kind, numbers in wanted.items():
        joined, words = _SAID[kind]
        found = apps.get_model(kind).objects.select_related(*joined).in_bulk(numbers)
        said |= {(kind, number): words(thing) for number, thing in found.items()}
    return said


def _agreement(thing: models.Model) -> str:
    return f"{thing.exchange.need.service.label}, {phrases.moment(thing.starts_at)}"


_SAID: dict[str, tuple[tuple[str, ...], Callable[[models.Model], str]]] = {
    "notices.Need": (("service",), lambda need: need.service.label),
    "notices.Offer": ((), lambda offer: f"« {offer.words} »"),
    "matching.Suggestion": (("need__service",), lambda one: one.need.service.label),
    "exchanges.Exchange": (("need__service",), lambda one: one.need.service.label),
    "exchanges.Agreement": (("exchange__need__service",), _agreement),
    "exchanges.Visit": (("exchange__need__service",), _agreement),
    "exchanges.Thanks": (("exchange__need__service",), lambda one: one.exchange.need.service.label),
    "people.Vouch": (("commune",), lambda vouch: vouch.commune.name),
}
