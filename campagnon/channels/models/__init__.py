from campagnon.channels.models.delivery import Channel, Delivery
from campagnon.channels.models.inbound_message import InboundMessage
from campagnon.channels.models.mute import Mute
from campagnon.channels.models.question import Question, Word
from campagnon.channels.models.rate_bucket import RateBucket

__all__ = ["Channel", "Delivery", "InboundMessage", "Mute", "Question", "RateBucket", "Word"]
