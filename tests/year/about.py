"""Which need each message to an asker is about, and when it reached them."""

from collections import defaultdict
from datetime import datetime

from campagnon.channels.models import Delivery
from campagnon.exchanges.models import Agreement, Exchange, Message, Visit
from campagnon.matching.models import Suggestion
from campagnon.notices.models import Need

# The first word of a message's key, and the row that the second names.
OF_NEED = frozenset({"search"})
OF_EXCHANGE = frozenset({"declined", "silence", "nudge", "nudged", "finished", "closed", "unsure"})
OF_VISIT = frozenset({"remind", "news", "cancelled"})
OF_AGREEMENT = frozenset({"proposed", "agreed", "kept"})
OF_MESSAGE = frozenset({"message"})
# Those to helpers, to the desk, and about people and offers.
OF_NO_ASKER = frozenset(
    {
        "ask",
        "again",
        "changed",
        "let",
        "reserved",
        "withdrawn",
        "desk",
        "offer",
        "available",
        "resting",
        "clock",
        "late",
        "welcome",
        "nearby",
        "digest",
        "reply",
        "sorry",
    }
    | {"thanks", "cesu", "recap", "declare", "declared"}
)


def news_of_needs() -> dict[int, list[datetime]]:
    """The moments at which something about each need reached its author."""
    rows = _Rows()
    told: dict[int, list[datetime]] = defaultdict(list)
    sent = Delivery.objects.filter(sent_at__isnull=False).values_list("key", "person_id", "sent_at")
    for key, person_id, sent_at in sent.iterator():
        need_id = rows.need_of(key)
        if need_id is not None and rows.authors[need_id] == person_id:
            told[need_id].append(sent_at)
    return told


class _Rows:
    """The needs, exchanges, visits and agreements of the year, by the words of the keys."""

    def __init__(self) -> None:
        needs = Need.objects.values_list("pk", "public_id", "author_id")
        self.authors = {pk: author for pk, _public_id, author in needs}
        self.needs = {public_id: pk for pk, public_id, _author in needs}
        self.exchanges = dict(Exchange.objects.values_list("public_id", "need_id"))
        self.visits = dict(Visit.objects.values_list("pk", "exchange__need_id"))
        self.agreements = dict(Agreement.objects.values_list("pk", "exchange__need_id"))
        self.messages = dict(Message.objects.values_list("pk", "exchange__need_id"))
        self.suggestions = dict(Suggestion.objects.values_list("pk", "need_id"))

    def need_of(self, key: str) -> int | None:
        """The need that a message is about; an unknown kind of key is an error, not a message less."""
        kind, _, rest = key.partition("-")
        if kind in OF_NO_ASKER:
            return None
        if kind == "missed":
            again = rest.startswith("again-")
            return self.exchanges[rest[6:18]] if again else self.visits[int(rest.split("-")[0])]
        if kind in OF_NEED:
            return self.needs[rest[:12]]
        if kind in OF_EXCHANGE:
            return self.exchanges[rest[:12]]
        by_number = {OF_VISIT: self.visits, OF_AGREEMENT: self.agreements, OF_MESSAGE: self.messages}
        table = next((table for kinds, table in by_number.items() if kind in kinds), None)
        if table is None:
            raise LookupError(key)
        return table[int(rest.split("-")[0])]
