"""True stories for the front pages: who helped whom lately, by first name and commune only."""

from dataclasses import dataclass
from unicodedata import combining, normalize

from django.db.models import OuterRef, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campagnon.catalogue.modes import Mode
from campagnon.exchanges.models import Agreement, EndReason, Exchange
from campagnon.territories.models import Territory

# What is not here is never told: discreet services, children and locks, and whatever has no words yet.
TOLD: dict[str, str | Promise] = {
    "courses": gettext_lazy("%(helper)s a fait les courses %(of_asker)s, %(where)s."),
    "repas-domicile": gettext_lazy("%(helper)s a cuisiné chez %(asker)s, %(where)s."),
    "portage-repas": gettext_lazy("%(helper)s a porté son repas à %(asker)s, %(where)s."),
    "pain-epicerie": gettext_lazy("%(helper)s a rapporté le pain chez %(asker)s, %(where)s."),
    "menage": gettext_lazy("%(helper)s a fait le ménage chez %(asker)s, %(where)s."),
    "repassage": gettext_lazy("%(helper)s a repassé le linge %(of_asker)s, %(where)s."),
    "jardinage": gettext_lazy("%(helper)s a jardiné chez %(asker)s, %(where)s."),
    "tonte": gettext_lazy("%(helper)s a tondu chez %(asker)s, %(where)s."),
    "taille-haie": gettext_lazy("%(helper)s a taillé la haie %(of_asker)s, %(where)s."),
    "bois": gettext_lazy("%(helper)s a rentré du bois chez %(asker)s, %(where)s."),
    "bricolage": gettext_lazy("%(helper)s a bricolé chez %(asker)s, %(where)s."),
    "encombrants": gettext_lazy("%(helper)s a fait un tour à la déchèterie pour %(asker)s, %(where)s."),
    "demenagement": gettext_lazy("%(helper)s a porté les cartons %(of_asker)s, %(where)s."),
    "ramonage": gettext_lazy("%(helper)s a ramoné chez %(asker)s, %(where)s."),
    "peinture": gettext_lazy("%(helper)s a repeint chez %(asker)s, %(where)s."),
    "maconnerie": gettext_lazy("%(helper)s a maçonné chez %(asker)s, %(where)s."),
    "toiture": gettext_lazy("%(helper)s a réparé le toit %(of_asker)s, %(where)s."),
    "menuiserie": gettext_lazy("%(helper)s a raboté chez %(asker)s, %(where)s."),
    "amenagement-jardin": gettext_lazy("%(helper)s a aménagé le jardin %(of_asker)s, %(where)s."),
    "plomberie": gettext_lazy("%(helper)s a arrêté la fuite chez %(asker)s, %(where)s."),
    "electricite": gettext_lazy("%(helper)s a rendu la lumière à %(asker)s, %(where)s."),
    "chauffage": gettext_lazy("%(helper)s a remis le chauffage chez %(asker)s, %(where)s."),
    "informatique": gettext_lazy("%(helper)s a dompté l’ordinateur %(of_asker)s, %(where)s."),
    "demarches": gettext_lazy("%(helper)s a rempli des papiers avec %(asker)s, %(where)s."),
    "automobile": gettext_lazy("%(helper)s a fait repartir la voiture %(of_asker)s, %(where)s."),
    "electromenager": gettext_lazy("%(helper)s a réparé une machine chez %(asker)s, %(where)s."),
    "motoculture": gettext_lazy("%(helper)s a réparé la tondeuse %(of_asker)s, %(where)s."),
    "velo": gettext_lazy("%(helper)s a réparé un vélo chez %(asker)s, %(where)s."),
    "nuisibles": gettext_lazy("%(helper)s a délogé les guêpes chez %(asker)s, %(where)s."),
    "accompagnement": gettext_lazy("%(helper)s a conduit %(asker)s, %(where)s."),
    "covoiturage": gettext_lazy("%(helper)s a pris %(asker)s dans sa voiture, %(where)s."),
    "trajet-ecole": gettext_lazy("%(helper)s a partagé le trajet d’école avec %(asker)s, %(where)s."),
    "pret-vehicule": gettext_lazy("%(helper)s a prêté sa remorque à %(asker)s, %(where)s."),
    "transport-objet": gettext_lazy("%(helper)s a transporté un meuble pour %(asker)s, %(where)s."),
    "taxi": gettext_lazy("%(helper)s a conduit %(asker)s à la gare, %(where)s."),
    "aide-devoirs": gettext_lazy("%(helper)s a fait les devoirs chez %(asker)s, %(where)s."),
    "cours-particuliers": gettext_lazy("%(helper)s a donné un cours chez %(asker)s, %(where)s."),
    "musique": gettext_lazy("%(helper)s a joué de la musique chez %(asker)s, %(where)s."),
    "sport": gettext_lazy("%(helper)s a fait bouger %(asker)s, %(where)s."),
    "sortie-culturelle": gettext_lazy("%(helper)s a emmené %(asker)s en sortie, %(where)s."),
    "visite": gettext_lazy("%(helper)s a rendu visite à %(asker)s, %(where)s."),
    "pret-materiel": gettext_lazy("%(helper)s a prêté ses outils à %(asker)s, %(where)s."),
}
# Enough to find a few that differ by who helped and how.
LOOKED_AT = 40


@dataclass(frozen=True)
class Story:
    """Who did what for whom, and how they came to it."""

    what: str
    how: str


def recent_stories(territory: Territory | None, limit: int = 3) -> list[Story]:
    """What happened lately here, or anywhere: no helper and no service told twice."""
    told: list[Story] = []
    seen: set[object] = set()
    for exchange in _ended_well(territory):
        marks = {exchange.helper_id, exchange.asker_id, exchange.need.service_id}
        if not marks & seen:
            seen |= marks
            told.append(_tell(exchange))
        if len(told) == limit:
            break
    return told


def _ended_well(territory: Territory | None) -> list[Exchange]:
    mode = Agreement.objects.standing().filter(exchange=OuterRef("pk")).values("mode")[:1]
    exchanges = Exchange.objects.filter(
        end_reason=EndReason.HELPED,
        need__service__slug__in=TOLD,
        asker__closed_at=None,
        helper__closed_at=None,
    )
    if territory is not None:
        exchanges = exchanges.filter(need__commune__epci=territory.pk)
    return list(
        exchanges.select_related("need__service", "need__commune", "asker", "helper")
        .annotate(mode=Subquery(mode))
        .order_by("-ended_at")[:LOOKED_AT]
    )


def _tell(exchange: Exchange) -> Story:
    names = {
        "helper": exchange.helper.first_name,
        "asker": exchange.asker.first_name,
        "of_asker": of_person(exchange.asker.first_name),
        "where": exchange.need.commune.at,
    }
    if exchange.mode is None:
        how = _("%(minutes)s\u00a0min de route.")
    else:
        how = _("%(mode)s, %(minutes)s\u00a0min de route.")
    way = {"mode": Mode(exchange.mode).label if exchange.mode else "", "minutes": exchange.minutes}
    return Story(what=str(TOLD[exchange.need.service.slug] % names), how=how % way)


def of_person(first_name: str) -> str:
    """« de Marcel », « d’Odette », « d’Hélène », « de Yannick »."""
    start = "".join(c for c in normalize("NFD", first_name[:2].lower()) if not combining(c))
    is_vowel = start[:1] in set("aeiouh") or (start[:1] == "y" and start[1:] not in set("aeiou"))
    return f"d’{first_name}" if is_vowel else f"de {first_name}"
