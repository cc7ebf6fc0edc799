from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campagnon.territories import french, lookups  # noqa: F401 (lookups registers `begins`)
from campagnon.territories.departments import department_names
from campagnon.territories.travel import Place


class Epci(models.Model):
    """A grouping of communes: what may open as a territory."""

    siren = models.CharField(_("SIREN"), max_length=9, primary_key=True)
    name = models.CharField(_("nom"), max_length=120)
    kind = models.CharField(_("nature"), max_length=5)
    population = models.PositiveIntegerField(_("population"))

    def __str__(self) -> str:
        return self.name


class CommuneQuerySet(models.QuerySet["Commune"]):
    def current(self) -> "CommuneQuerySet":
        return self.filter(retired_on=None)

    def in_open_territory(self) -> "CommuneQuerySet":
        return self.current().filter(epci__territory__isnull=False)


class Commune(models.Model):
    """One of the 34,875 communes; its number never changes, its INSEE code is what the State calls it."""

    id = models.IntegerField(primary_key=True)
    insee = models.CharField(_("code INSEE"), max_length=5, unique=True)
    name = models.CharField(_("nom"), max_length=60)
    department = models.CharField(_("département"), max_length=3)
    region = models.CharField(_("région"), max_length=2)
    epci = models.ForeignKey(
        Epci, models.PROTECT, null=True, related_name="communes", verbose_name=_("intercommunalité")
    )
    population = models.PositiveIntegerField(_("population"), default=0)
    latitude = models.FloatField(_("latitude"))
    longitude = models.FloatField(_("longitude"))
    postcodes = models.CharField(_("codes postaux"), max_length=200, blank=True)
    retired_on = models.DateField(_("disparue le"), null=True)

    objects = CommuneQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def qualified_name(self) -> str:
        """The name with its département, to tell homonyms apart: "Sully (60)"."""
        return f"{self.name} ({self.department})"

    @property
    def department_name(self) -> str:
        return department_names()[self.department]

    @property
    def at(self) -> str:
        return french.at(self.name)

    @property
    def of(self) -> str:
        return french.of(self.name)

    @property
    def place(self) -> Place:
        return self.latitude, self.longitude


class CommuneNameQuerySet(models.QuerySet["CommuneName"]):
    def in_place(self, where: str) -> "CommuneNameQuerySet":
        """Those of a département or of a postcode; all of them when neither is said."""
        if len(where) == 5:
            return self.filter(commune__postcodes__contains=where)
        return self.filter(commune__department=where) if where else self


class CommuneName(models.Model):
    """One way of calling a commune, folded for search: its name, a former one, the end of one, a postcode."""

    class Kind(models.TextChoices):
        CURRENT = "current", _("nom actuel")
        FORMER = "former", _("ancienne commune")
        DISTRICT = "district", _("arrondissement")
        POSTCODE = "postcode", _("code postal")

    commune = models.ForeignKey(Commune, models.CASCADE, related_name="names", verbose_name=_("commune"))
    name = models.CharField(_("nom"), max_length=60)
    kind = models.CharField(_("sorte"), max_length=8, choices=Kind.choices)
    folded = models.CharField(_("forme réduite"), max_length=60, db_index=True)
    # The rank of the word at which `folded` begins: 0 for the whole name.
    starts_at = models.PositiveSmallIntegerField(_("premier mot"), default=0)

    objects = CommuneNameQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class Interest(models.Model):
    """Somebody, unnamed, who wished that a commune be open."""

    commune = models.ForeignKey(Commune, models.CASCADE, related_name="interests", verbose_name=_("commune"))
    left_at = models.DateTimeField(_("laissé le"), default=timezone.now)

    def __str__(self) -> str:
        return f"{self.commune} {self.left_at:%Y-%m-%d}"


class LoadedReference(models.Model):
    """The fingerprint of the files that the communes were last loaded from: one row."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    digest = models.CharField(_("empreinte"), max_length=64)
    loaded_at = models.DateTimeField(_("chargé le"), default=timezone.now)
    # When the neighbours of the whole country were stored, not only those of the open territories.
    country_neighbours_at = models.DateTimeField(_("voisins de tout le pays le"), null=True)

    class Meta:
        constraints = [models.CheckConstraint(name="territories_one_loaded_reference", condition=Q(id=1))]

    def __str__(self) -> str:
        return self.digest
