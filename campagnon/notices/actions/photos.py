from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction

from campagnon.journal.actions import record
from campagnon.notices.models import Need, Offer, Photo
from campagnon.notices.photos import MOST_PHOTOS
from campagnon.people.models import User


@transaction.atomic
def add_photo(notice: Need | Offer, picture: ContentFile, *, by: User) -> Photo | None:
    """Add a picture to a notice; None when it has its three."""
    # Held, so that two pictures sent at once are both counted.
    type(notice).objects.select_for_update().get(pk=notice.pk)
    if notice.photos.count() >= MOST_PHOTOS:
        return None
    record("photo.added", target=notice, by=by)
    return notice.photos.create(file=picture)


@transaction.atomic
def remove_photo(photo: Photo, *, by: User) -> None:
    """Take a picture off its notice; the file goes once that is certain."""
    record("photo.removed", target=photo.need or photo.offer, by=by)
    photo.delete()
    transaction.on_commit(partial(photo.file.delete, save=False))
