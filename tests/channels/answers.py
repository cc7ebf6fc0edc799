"""Answers by e-mail, as tests write and find them."""

from email.message import EmailMessage

from campagnon.channels.models import InboundMessage
from campagnon.channels.reply_addresses import reply_address
from campagnon.exchanges.models import Exchange, Message

DOMAIN = "reponses.exemple.fr"


def to_lea(exchange: Exchange) -> str:
    return reply_address("exchange", exchange.public_id, exchange.asker.public_id)


def letter(
    text: str = "Avez-vous une prise ?", *, sender: str = "Léa <Lea.Delattre@exemple.fr>", **headers
) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "x@y.fr", "Re: Karim"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message.as_bytes()


def said() -> list[tuple[str, str]]:
    return list(Message.objects.order_by("pk").values_list("author__first_name", "body"))


def at_the_desk() -> list[str]:
    return list(InboundMessage.objects.exclude(reason="").values_list("reason", flat=True))
