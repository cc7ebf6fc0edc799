from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class NameWord(models.Model):
    """One word of somebody's name, folded: the counter finds people by how any of them begins."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="name_words", verbose_name=_("personne")
    )
    word = models.CharField(_("mot"), max_length=80, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint("person", "word", name="desk_nameword_once")]

    def __str__(self) -> str:
        return self.word
