from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campagnon.territories.models import Commune


class AgentQuerySet(models.QuerySet["Agent"]):
    def serving(self) -> "AgentQuerySet":
        return self.filter(ended_at=None)

    def of_commune(self, commune: Commune) -> "AgentQuerySet":
        """Those of the territory in which a commune lies; none where Campagnon is not open."""
        return self.filter(territory__epci=commune.epci_id)


class Agent(models.Model):
    """Somebody whom a territory trusts with its counter; an administrator also sets the territory up."""

    user = models.ForeignKey("people.User", models.CASCADE, related_name="posts", verbose_name=_("personne"))
    territory = models.ForeignKey(
        "territories.Territory", models.CASCADE, related_name="agents", verbose_name=_("territoire")
    )
    is_administrator = models.BooleanField(_("administre le territoire"), default=False)
    appointed_at = models.DateTimeField(_("nommé le"), default=timezone.now)
    ended_at = models.DateTimeField(_("fin le"), null=True)

    objects = AgentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "user", "territory", name="people_agent_one_post", condition=Q(ended_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.territory})"
