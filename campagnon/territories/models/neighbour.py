from django.db import models
from django.utils.translation import gettext_lazy as _

from campagnon.territories.models.commune import Commune


class NeighbourQuerySet(models.QuerySet["Neighbour"]):
    def minutes(self, here: Commune, other: Commune) -> int | None:
        """Minutes from one commune to another, none when they are not neighbours."""
        return self.filter(here=here, other=other).values_list("minutes", flat=True).first()


class Neighbour(models.Model):
    """One commune seen from another: the `ord`-th nearest, at so many minutes; the first is itself.

    The table is made by hand (migration 0002): clustered on its key, so that the nearest come in order.
    """

    pk = models.CompositePrimaryKey("here_id", "ord")
    here = models.ForeignKey(
        Commune, models.CASCADE, db_index=False, related_name="neighbours", verbose_name=_("d’ici")
    )
    ord = models.PositiveSmallIntegerField(_("rang"))
    other = models.ForeignKey(
        Commune, models.CASCADE, db_index=False, related_name="+", verbose_name=_("là-bas")
    )
    minutes = models.PositiveSmallIntegerField(_("minutes"))

    objects = NeighbourQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "territories_neighbour"

    def __str__(self) -> str:
        return f"{self.here_id} → {self.other_id} : {self.minutes} min"
