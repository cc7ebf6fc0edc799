"""What a helper is told of a need before both agree: the dates of an absence are not for everybody."""

from django.utils.translation import gettext as _

from campagnon.notices.models import Need
from campagnon.notices.phrases import when
from campagnon.people.models import User


def may_read_dates(helper: User, need: Need) -> bool:
    """Anybody may, but for a service that tells of an empty house: there, whom a town hall has met."""
    return not need.service.hides_dates or helper.meeting is not None


def when_for(helper: User, need: Need) -> str:
    """« du lundi 30 novembre au dimanche 6 décembre », or who will say it."""
    if may_read_dates(helper, need):
        return when(need)
    return _("dates dites par %(name)s, après votre oui") % {"name": need.author.first_name}


def words_for(helper: User, need: Need) -> str:
    """The need's own sentence; of an absence it tells the dates too, and only its service is said."""
    return need.words if may_read_dates(helper, need) else need.service.label
