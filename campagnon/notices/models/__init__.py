from campagnon.notices.models.need import CloseReason, Need
from campagnon.notices.models.offer import Offer, OfferedService
from campagnon.notices.models.photo import Photo

__all__ = ["CloseReason", "Need", "Offer", "OfferedService", "Photo"]
