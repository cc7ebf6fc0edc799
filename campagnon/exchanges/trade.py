from datetime import date

from campagnon.catalogue.modes import Mode
from campagnon.exchanges.sheet import Sheet
from campagnon.people.credentials import Credentials, credentials_of


def trade_in(sheet: Sheet, *, today: date) -> Credentials | None:
    """What the helper declares as a professional, for the household, when a quote is the way spoken of."""
    spoken_of = sheet.proposal or sheet.standing
    professional = getattr(sheet.exchange.helper, "professional", None)
    if not sheet.is_asker or professional is None or spoken_of is None or spoken_of.mode != Mode.PRO:
        return None
    exchange = sheet.exchange
    return credentials_of(professional, on=today, service=exchange.need.service, minutes=exchange.minutes)
