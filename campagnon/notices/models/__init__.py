from campagnon.notices.models.need import CameBy, CloseReason, Need
from campagnon.notices.models.offer import Offer, OfferedService
from campagnon.notices.models.photo import Photo

__all__ = ["CameBy", "CloseReason", "Need", "Offer", "OfferedService", "Photo"]
