from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from campagnon.channels.actions import Letter, tell, write, write_letter
from campagnon.channels.hands import BY_ITSELF
from campagnon.channels.models import Channel
from campagnon.channels.topics import Topic
from campagnon.common import saying
from campagnon.common.ids import new_token
from campagnon.common.links import absolute
from campagnon.journal.models import Entry
from campagnon.people.models import Mandate, Professional, User

CODE_KEY = "code-"
# Somebody warned so late cannot stop a thief any more: it waits for the morning.
WARNED_WITHIN = timedelta(hours=1)


def code(*, code: str, email: str = "", phone: str = "") -> None:
    """Six digits to an address that we have not yet seen answer, or to a known one: the same words."""
    words = {"code": f"{code[:3]} {code[3:]}"}
    key = f"{CODE_KEY}{new_token()}"
    needed_by = timezone.now() + timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
    if phone:
        said = _("Campagnon : votre code est %(code)s. Il sert une fois, pendant 10 minutes.")
        write(Channel.SMS, phone, text=said % words, key=key, needed_by=needed_by)
        return
    letter = Letter(
        subject=_("Votre code Campagnon : %(code)s") % words,
        lines=[
            _("Votre code est %(code)s.") % words,
            _("Tapez-le sur la page que vous venez de quitter. Il sert une fois, pendant 10 minutes."),
            _("Si vous n’avez rien demandé, ne faites rien : sans ce code, personne n’entre."),
            _("Ne le donnez à personne, même au téléphone."),
        ],
        needed_by=needed_by,
    )
    footer = _("Ce message part parce que quelqu’un a tapé votre adresse sur Campagnon.")
    write_letter(email, letter, key=key, footer=footer)


def account_opened(user: User) -> None:
    """Welcome, once."""
    letter = Letter(
        subject=_("Bienvenue sur Campagnon, %(name)s") % {"name": user.first_name},
        lines=[
            _("Votre compte est ouvert. Vous pouvez dire ce dont vous avez besoin, ou ce que vous proposez."),
            _("Il n’y a pas de mot de passe : à chaque fois, un code vous sera envoyé."),
        ],
        action_url="/mon-espace/",
        action_label=_("Aller à mon espace"),
    )
    tell(user, letter, key=f"welcome-{user.public_id}")


def second_factor_changed(user: User) -> None:
    """Warn the owner: a second factor was added or taken away."""
    now = timezone.localtime()
    letter = Letter(
        subject=_("Votre double vérification a changé"),
        lines=[
            _("Le %(day)s à %(hour)s, votre double vérification a été modifiée.")
            % {"day": f"{now:%d/%m/%Y}", "hour": f"{now:%H h %M}"},
            _("Si ce n’est pas vous, appelez votre mairie sans attendre."),
        ],
        action_url="/mon-compte/double-verification/",
        action_label=_("Voir ma double vérification"),
        needed_by=now + WARNED_WITHIN,
    )
    tell(user, letter, key=f"second-factor-{user.public_id}-{new_token()}")


def insurance_ends(professional: Professional, *, today: date) -> None:
    """A month before: what stops on that day, and where to write the new date."""
    lines = [
        _("C’est la date que vous nous avez donnée pour %(trade)s.") % {"trade": professional.trade_name},
        _("Sans assurance en cours, vos offres sur devis ne paraissent plus. Le reste ne change pas."),
    ]
    what, page = _("votre assurance professionnelle"), "people:professional"
    _tell_end(professional, professional.insured_until, what=what, lines=lines, page=page, today=today)


def ten_year_cover_ends(professional: Professional, *, today: date) -> None:
    """The same for the ten-year cover, without which nothing stops but its mention."""
    lines = [
        _("C’est la date que vous nous avez donnée pour %(trade)s.") % {"trade": professional.trade_name},
        _("Une fois finie, elle ne paraît plus à côté de votre nom, ni sur vos devis."),
    ]
    what, page = _("votre garantie décennale"), "people:mentions"
    _tell_end(professional, professional.ten_year_until, what=what, lines=lines, page=page, today=today)


def _tell_end(
    professional: Professional, ends_on: date, *, what: str, lines: list[str], page: str, today: date
) -> None:
    link = absolute(reverse(page))
    words = {"what": what, "day": saying.calendar_day(ends_on), "link": link}
    said = (
        _("%(what)s est finie depuis le %(day)s") if ends_on < today else _("%(what)s se termine le %(day)s")
    )
    words["said"] = said % words
    letter = Letter(
        subject=capfirst(words["said"]),
        lines=[*lines, _("Dès que vous avez la nouvelle attestation, écrivez sa date : une minute suffit.")],
        action_url=link,
        action_label=_("Écrire la nouvelle date"),
        sms=_("Campagnon : %(said)s. La nouvelle date s’écrit ici : %(link)s") % words,
        topic=Topic.DUTY,
    )
    tell(professional.user, letter, key=f"{page}-ends-{professional.user.public_id}-{ends_on}")


def mandate_given(mandate: Mandate) -> None:
    """To whoever reads messages: what they said at the town hall is written down, and taken back at will."""
    person = mandate.person
    # Whoever is called or written to by hand has just been spoken to.
    if person.prefers not in BY_ITSELF or not (person.email or person.phone):
        return
    link = absolute(reverse("people:account"))
    words = {
        "territory": mandate.territory.name,
        "what": mandate.covers_yours,
        "day": saying.calendar_day(mandate.holds_until),
        "link": link,
    }
    letter = Letter(
        subject=_("La mairie peut agir en votre nom jusqu’au %(day)s") % words,
        lines=[
            _("C’est ce que vous avez dit à l’équipe de %(territory)s. Cela porte sur %(what)s.") % words,
            _("Vous pouvez le reprendre quand vous voulez, sans donner de raison."),
            _("Ce n’est pas vous qui l’avez demandé ? Reprenez-le, et appelez la mairie."),
        ],
        action_url=link,
        action_label=_("Voir ou reprendre"),
        sms=_("Campagnon : la mairie peut agir en votre nom jusqu’au %(day)s. À reprendre ici : %(link)s")
        % words,
    )
    tell(person, letter, key=f"mandate-given-{mandate.pk}")


def mandate_ends(mandate: Mandate) -> None:
    """A month before the end, a week before for what was only said: once, and how to go on."""
    words = {"day": saying.calendar_day(mandate.holds_until), "territory": mandate.territory.name}
    if mandate.signed_on:
        how = _("Pour continuer, un appel à la mairie suffit. Sinon, vous n’avez rien à faire.")
    else:
        how = _("Pour continuer, il reste à signer la feuille à la mairie. Sinon, vous n’avez rien à faire.")
    letter = Letter(
        subject=_("La mairie n’agira plus en votre nom après le %(day)s") % words,
        lines=[
            _("Ce jour-là finit ce que vous aviez permis à l’équipe de %(territory)s.") % words,
            how,
        ],
        sms=_("Campagnon : la mairie n’agira plus en votre nom après le %(day)s. Pour continuer, appelez-la.")
        % words,
    )
    tell(mandate.person, letter, key=f"mandate-ends-{mandate.pk}-{mandate.holds_until}")


def export_made(colleague: User, entry: Entry, *, what: str, count: int, by: User) -> None:
    """To the others who serve the territory: who took what away, and when."""
    at = timezone.localtime(entry.at)
    words = {
        "name": f"{by.first_name} {by.last_name}".strip(),
        "what": what,
        "count": count,
        "day": saying.calendar_day(at.date()),
        "hour": saying.hour(at.time()),
    }
    letter = Letter(
        subject=_("%(name)s a sorti de Campagnon : %(what)s (%(count)d)") % words,
        lines=[
            _("C’était le %(day)s à %(hour)s. Le journal en garde la trace.") % words,
            _("Si cela vous étonne, parlez-en à %(name)s, puis à la personne qui administre le territoire.")
            % words,
        ],
    )
    tell(colleague, letter, key=f"export-{entry.pk}-{colleague.public_id}")
