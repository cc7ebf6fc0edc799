from campagnon.people.models.agent import Agent
from campagnon.people.models.mandate import Covers, Mandate
from campagnon.people.models.professional import Professional, VatRegime
from campagnon.people.models.user import User
from campagnon.people.models.vouch import Vouch

__all__ = ["Agent", "Covers", "Mandate", "Professional", "User", "VatRegime", "Vouch"]
