"""The page of an offer's details, for its author or for whoever writes it in their name."""

from campagnon.catalogue.models import Sector, Service
from campagnon.catalogue.modes import ALL_MODES, Mode, split_modes
from campagnon.notices.actions.offers import OfferDraft
from campagnon.notices.drafts import Draft
from campagnon.notices.forms.offering import OfferForm
from campagnon.notices.models.offer import ALWAYS_AVAILABLE
from campagnon.notices.week import week_boxes
from campagnon.people.models import User
from campagnon.territories.models import Commune


def offer_page(form: OfferForm) -> dict:
    """What `notices/_offer_fields.html` needs."""
    chosen = form["services"].value() or []
    sectors = list(Sector.objects.prefetch_related("services"))
    return {
        "form": form,
        "sectors": sectors,
        "open_sectors": {s.slug for s in sectors if any(one.slug in chosen for one in s.services.all())},
        "chosen": chosen,
        "week": week_boxes(form["week"].value() or []),
    }


def offer_initial(draft: Draft, author: User) -> dict:
    """What the sentence already tells, so that there is little left to tick."""
    service = Service.objects.filter(slug=draft.service).first()
    modes = draft.modes or (ALL_MODES if hasattr(author, "professional") else Mode.FREE | Mode.CESU)
    if service:
        modes = modes & service.modes or service.modes
    return {
        "words": draft.words,
        "services": [draft.service] if service else [],
        "modes": [mode.value for mode in split_modes(modes)],
        "week": OfferForm.week_initial(draft.availability or ALWAYS_AVAILABLE),
    }


def offer_draft(form: OfferForm, commune: Commune) -> OfferDraft:
    """What a checked form says."""
    fields = form.cleaned_data
    return OfferDraft(
        words=fields["words"],
        services=tuple(fields["services"]),
        commune=commune,
        modes=fields["modes"],
        reach_minutes=fields["reach_minutes"],
        availability=fields["week"],
        confirm_every_days=fields["confirm_every_days"],
        childcare_place=fields["childcare_place"],
        agrement_number=fields["agrement_number"],
    )
