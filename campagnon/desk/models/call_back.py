from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campagnon.notices.moments import PartOfDay


class CallBackQuerySet(models.QuerySet["CallBack"]):
    def waiting(self) -> "CallBackQuerySet":
        return self.filter(done_at=None)


class CallBack(models.Model):
    """Somebody is to be called back: promised on a call, or asked for by SMS or from a page."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="call_backs", verbose_name=_("personne")
    )
    territory = models.ForeignKey(
        "territories.Territory", models.PROTECT, related_name="call_backs", verbose_name=_("territoire")
    )
    call = models.ForeignKey(
        "desk.Call", models.SET_NULL, null=True, related_name="call_backs", verbose_name=_("appel")
    )
    # What is put off to that day, when nobody answered: it is listed where it is to be said, not twice.
    delivery = models.OneToOneField(
        "channels.Delivery", models.CASCADE, null=True, related_name="call_back", verbose_name=_("à dire")
    )
    on = models.DateField(_("le"))
    part_of_day = models.CharField(_("moment"), max_length=9, choices=PartOfDay.choices, blank=True)
    about = models.CharField(_("au sujet de"), max_length=300, blank=True)
    asked_at = models.DateTimeField(_("demandé le"), default=timezone.now)
    done_at = models.DateTimeField(_("rappelé le"), null=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("rappelé par")
    )

    objects = CallBackQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["territory", "on"], name="desk_callback_waiting", condition=Q(done_at=None))
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.on}"
