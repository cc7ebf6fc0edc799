from campagnon.people.models.agent import Agent
from campagnon.people.models.professional import Professional, VatRegime
from campagnon.people.models.user import User

__all__ = ["Agent", "Professional", "User", "VatRegime"]
