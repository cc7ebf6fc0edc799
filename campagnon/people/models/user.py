from datetime import date

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from campagnon.channels.models import Channel
from campagnon.common.ids import new_public_id, new_token
from campagnon.people.models.agent import Agent

MINIMUM_AGE = 16
ADULT_AGE = 18


class UserQuerySet(models.QuerySet["User"]):
    def opened(self) -> "UserQuerySet":
        return self.filter(opened_at__isnull=False, closed_at=None)

    def passers_by(self) -> "UserQuerySet":
        """Those who asked for a code and never went further."""
        return self.filter(opened_at=None, closed_at=None)

    def with_duty(self) -> "UserQuerySet":
        """Each with `serves`: whether a territory counts on them today."""
        posts = Agent.objects.serving().filter(user=models.OuterRef("pk"))
        return self.annotate(serves=models.Exists(posts))


UserManager = BaseUserManager.from_queryset(UserQuerySet)


class User(AbstractBaseUser):
    """Somebody with an account, reached by e-mail or telephone; nobody has a password."""

    # There is no password; sessions hang on this seed instead, and end when it changes.
    password = None
    session_seed = models.CharField(max_length=32, default=new_token, editable=False)
    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    email = models.EmailField(_("adresse e-mail"), null=True, blank=True, unique=True)
    phone = models.CharField(_("téléphone"), max_length=16, null=True, blank=True, unique=True)
    phone_verified_at = models.DateTimeField(_("téléphone vérifié le"), null=True)
    # A landline that a household shares: somebody calls it, nobody signs in with it.
    call_phone = models.CharField(_("numéro à appeler"), max_length=16, blank=True, db_index=True)
    prefers = models.CharField(_("préfère"), max_length=6, choices=Channel.choices, default=Channel.EMAIL)
    first_name = models.CharField(_("prénom"), max_length=50, blank=True)
    last_name = models.CharField(_("nom"), max_length=80, blank=True)
    commune = models.ForeignKey(
        "territories.Commune",
        models.PROTECT,
        null=True,
        related_name="inhabitants",
        verbose_name=_("commune"),
    )
    adult_declared_at = models.DateTimeField(_("a dit avoir 18 ans le"), null=True)
    # Only for those who were 16 or 17 when they came.
    born_on = models.DateField(_("date de naissance"), null=True)
    arrived_at = models.DateTimeField(_("premier passage"), default=timezone.now)
    opened_at = models.DateTimeField(_("compte ouvert le"), null=True)
    closed_at = models.DateTimeField(_("compte fermé le"), null=True)
    last_seen_on = models.DateField(_("dernier passage"), null=True)
    # The charter of mutual help, agreed once.
    charter_agreed_at = models.DateTimeField(_("charte acceptée le"), null=True)
    agenda_token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    is_active = models.BooleanField(_("peut entrer"), default=True)

    USERNAME_FIELD = "public_id"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="people_user_can_be_reached",
                condition=Q(email__isnull=False)
                | Q(phone__isnull=False)
                | ~Q(call_phone="")
                | Q(closed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="people_user_opened_is_complete",
                condition=Q(opened_at=None)
                | Q(closed_at__isnull=False)
                | (
                    ~Q(first_name="")
                    & Q(commune__isnull=False)
                    & (Q(adult_declared_at__isnull=False) | Q(born_on__isnull=False))
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.first_name or (gettext("Ancien compte") if self.closed_at else self.public_id)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        return salted_hmac("campagnon.people.session", self.session_seed, secret=secret).hexdigest()

    def has_usable_password(self) -> bool:
        return False

    def get_short_name(self) -> str:
        return self.first_name

    @property
    def number(self) -> str:
        """The number to call them at, empty when there is none."""
        return self.phone or self.call_phone

    @cached_property
    def meeting(self):
        """A town hall's word for them as it stands today, or None; lists gather it (`people.meetings`)."""
        return self.vouches.standing(timezone.localdate()).select_related("commune").first()

    def is_adult_on(self, day: date) -> bool:
        """Whether the person is 18 on that day."""
        if self.adult_declared_at:
            return True
        return self.born_on is not None and age_on(day, born_on=self.born_on) >= ADULT_AGE


def age_on(day: date, *, born_on: date) -> int:
    """Whole years on that day."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))
