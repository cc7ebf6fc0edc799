from campagnon.people.models.agent import Agent
from campagnon.people.models.professional import Professional
from campagnon.people.models.user import User

__all__ = ["Agent", "Professional", "User"]
