from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campagnon.common.ids import new_public_id


def photo_path(photo: "Photo", filename: str) -> str:
    """A name drawn at random: the sender's own file name may tell too much."""
    return f"{photo.public_id[:2]}/{photo.public_id}.webp"


class Photo(models.Model):
    """A picture of a need or an offer, written again from its pixels, without metadata."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    need = models.ForeignKey("notices.Need", models.CASCADE, null=True, related_name="photos")
    offer = models.ForeignKey("notices.Offer", models.CASCADE, null=True, related_name="photos")
    file = models.ImageField(
        _("photo"), upload_to=photo_path, width_field="width_px", height_field="height_px"
    )
    width_px = models.PositiveSmallIntegerField(editable=False)
    height_px = models.PositiveSmallIntegerField(editable=False)
    added_at = models.DateTimeField(_("ajoutée le"), default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="notices_photo_of_one_notice",
                condition=Q(need__isnull=False, offer=None) | Q(need=None, offer__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.public_id
