"""Whatever an agent posts on somebody's page leaves a line that names both."""

from datetime import timedelta

import pytest
from django.utils import timezone

from campagnon.exchanges.models import Visit
from campagnon.journal.models import Entry
from campagnon.people.models import Vouch
from tests.project.doors import Door, doors
from tests.project.world import World

pytestmark = pytest.mark.django_db

WHY = {"reason": "Appel du 28 novembre"}
MODE, HOURS = {"mode": "1"}, {"hour": "10:00", "hours": "2"}


def moment() -> dict:
    return {**MODE, **HOURS, "day": f"{timezone.localdate() + timedelta(days=3):%Y-%m-%d}", "words": ""}


def day(ahead: int = 0) -> str:
    return f"{timezone.localdate() + timedelta(days=ahead):%d/%m/%Y}"


def proposal(world: World) -> dict:
    return {"agreement": world.exchange.agreements.get().pk, **WHY}


def change_proposed(world: World) -> dict:
    """What stands, and a change of it that waits: there is something to keep."""
    agreement = world.exchange.agreements.get()
    then = agreement.starts_at + timedelta(days=7)
    Visit.objects.create(
        exchange=world.exchange, agreement=agreement, starts_at=then, ends_at=then + timedelta(hours=1)
    )
    return proposal(world)


def begun(world: World) -> None:
    hour_ago = timezone.now() - timedelta(hours=1)
    Visit.objects.update(starts_at=hour_ago - timedelta(hours=2), ends_at=hour_ago)


def over(world: World) -> None:
    begun(world)
    Visit.objects.update(happened_at=timezone.now(), settled_by=world.people["owner"])


OFFER = {
    "words": "Je garde les poules",
    "services": ["tonte"],
    "modes": ["1"],
    "reach_minutes": "10",
    "week": ["0-morning"],
    "confirm_every_days": "90",
}
# The end of each address, and what is typed there; a function prepares the world first.
ACTS = {
    "mandat/": lambda world: {"covers": "all", "until": day(200), "signed_on": ""},
    "mandat/signature/": lambda world: {"signed_on": day()},
    "mandat/retrait/": lambda world: {},
    "rencontre/": lambda world: {
        "commune": Vouch.objects.first().commune.insee,
        "met_on": day(),
        "has_seen": "on",
    },
    "prevenir/": lambda world: {"prefers": "letter"},
    "rencontre/retrait/": lambda world: WHY,
    "journal/impression/": lambda world: {},
    "besoins/{need}/fin/": lambda world: {"reason": "useless", "why-reason": "Elle l’a dit"},
    "echanges/{exchange}/accord/": proposal,
    "echanges/{exchange}/refus/": change_proposed,
    "echanges/{exchange}/fin/": lambda world: WHY,
    "echanges/{exchange}/autre-moment/": lambda world: {**moment(), **WHY},
    "echanges/{exchange}/mot/": lambda world: {"body": "Le portail est ouvert", **WHY},
    "rendez-vous/{visit}/nouvelles/": lambda world: begun(world) or {"answer": "yes", **WHY},
    "rendez-vous/{visit}/merci/": lambda world: (
        over(world) or {"words": "Merci", "would_again": "", "is_over": "yes", **WHY}
    ),
    "rendez-vous/{visit}/deplacer/": lambda world: {**moment(), **WHY},
    "rendez-vous/{visit}/annuler/": lambda world: {"words": "", "then": "search", **WHY},
    "demandes/{request_number}/": lambda world: {"answer": "no", **WHY},
    "offres/nouvelle/": lambda world: {**OFFER, **WHY},
    "offres/{offer}/validite/": lambda world: WHY,
    "offres/{offer}/pause/": lambda world: WHY,
}


def posts() -> dict[str, Door]:
    """Every address under a person's page that takes a form, by its end."""
    pages = [door for door in doors() if door.address.startswith("/guichet/personnes/")]
    return {door.address.split("}/", 1)[1]: door for door in pages if door.method == "POST"}


def test_every_form_of_a_persons_page_is_tried():
    assert sorted(posts()) == sorted(ACTS)


@pytest.mark.parametrize("end", ACTS)
def test_every_act_leaves_a_line_with_both_names(world, end):
    door, typed = posts()[end], ACTS[end](world)
    person = world.people["helper" if "{helper}" in door.address else "owner"]
    before = set(Entry.objects.values_list("pk", flat=True))
    answer = world.client("agent").post(door.at(world), typed)
    new = Entry.objects.exclude(pk__in=before).filter(by__isnull=False)
    signed = {(entry.by_id, entry.on_behalf_of_id) for entry in new}
    assert (answer.status_code, signed) == (302, {(world.people["agent"].pk, person.pk)})
