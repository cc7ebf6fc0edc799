"""The page that somebody signs, and what was done in their name, on paper and in large type."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campagnon.common import saying
from campagnon.common.templatetags.campagnon import phone
from campagnon.common.typesetting import typeset
from campagnon.desk.deeds import deeds_of
from campagnon.people.models import Covers, Mandate, User

DONE = {
    Covers.NEEDS: [
        gettext_lazy("écrire mes besoins et demander de l’aide ;"),
        gettext_lazy("répondre aux propositions, fixer, déplacer ou annuler un rendez-vous ;"),
        gettext_lazy("dire si le rendez-vous a eu lieu, et merci."),
    ],
    Covers.EVERYTHING: [
        gettext_lazy("écrire mes besoins, demander de l’aide et répondre aux propositions ;"),
        gettext_lazy("écrire ce que je propose aux autres, et répondre quand on demande mon aide ;"),
        gettext_lazy("fixer, déplacer ou annuler un rendez-vous, dire s’il a eu lieu, et merci."),
    ],
}


def typeset_mandate(mandate: Mandate, *, agent: User, on: date) -> bytes:
    """The one page to sign: who, for what, until when, how to take it back, what is never done."""
    person = mandate.person
    values = {
        "person": name_of(person),
        "commune": person.commune.name,
        "number": phone(person.number),
        "territory": mandate.territory.name,
        "town_hall_phone": phone(mandate.territory.phone),
        "done": [str(line) for line in DONE[Covers(mandate.covers)]],
        "given": saying.calendar_day(mandate.given_orally_on),
        "until": saying.calendar_day(mandate.until),
        "agent": name_of(agent),
    }
    return typeset("mandate", values, title=_("J’autorise la mairie à agir en mon nom"), on=on)


def typeset_deeds(person: User, *, on: date) -> bytes:
    """What the town hall did for somebody, as they read it on the site."""
    lines = []
    for deed in reversed(deeds_of(person)):
        at = timezone.localtime(deed.at)
        lines.append(
            {
                "when": f"{saying.calendar_day(at.date())}, {saying.hour(at.time())}",
                "what": f"{deed.by} {deed.what}",
                "about": deed.about,
                "why": deed.why,
            }
        )
    values = {"person": name_of(person), "day": saying.calendar_day(on), "lines": lines}
    values["town_hall_phone"] = phone(person.commune.epci.territory.phone)
    return typeset("deeds", values, title=_("Ce que la mairie a fait pour moi"), on=on)


def name_of(person: User) -> str:
    """First and last name, for the town hall and the person themselves."""
    return f"{person.first_name} {person.last_name}".strip()
