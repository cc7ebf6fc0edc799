"""An operator's message centre, played on the loopback after SMPP 3.4; its other end, Kannel, is real."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

SUBMIT, DELIVER, UNBIND, TRANSCEIVER, ENQUIRE, ANSWER = 0x4, 0x5, 0x6, 0x9, 0x15, 0x80000000
# GSM 03.38, in the order of its codes; 0x1B announces the second table, which no test needs.
GSM = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
RECEIPT, PLAIN = 0x04, 0x00
UCS2 = 8


@dataclass
class Submitted:
    """An SMS that Campagnon sent, as the operator gets it."""

    sender: str
    to: str
    text: str
    number: str
    wants_report: bool


@dataclass
class Centre:
    """What the operator has, and what it can make happen."""

    port: int
    submitted: list[Submitted] = field(default_factory=list)
    bound_as: list[tuple[str, str]] = field(default_factory=list)
    peer: "_Session | None" = None

    def type_in(self, text: str, *, sender: str, to: str) -> None:
        """Somebody types an SMS on their telephone."""
        self.peer.deliver(sender, to, text, PLAIN)

    def report(self, sms: Submitted, state: str) -> None:
        """The network says what became of an SMS: DELIVRD, UNDELIV…"""
        dates = "submit date:2611231000 done date:2611231001"
        said = f"id:{sms.number} sub:001 dlvrd:001 {dates} stat:{state} err:000 text:"
        self.peer.deliver(sms.to, sms.sender, said, RECEIPT)


class _Session(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.writing, self.sequence = threading.Lock(), 0
        centre: Centre = self.server.centre
        while head := self.rfile.read(16):
            length, command, _status, sequence = struct.unpack(">IIII", head)
            body = self.rfile.read(length - 16)
            if command == TRANSCEIVER:
                system, password = body.split(b"\0")[:2]
                centre.bound_as.append((system.decode(), password.decode()))
                centre.peer = self
                self.send(command | ANSWER, sequence, b"centre\0")
            elif command == SUBMIT:
                sms = _read_submitted(body, number=str(len(centre.submitted) + 1))
                centre.submitted.append(sms)
                self.send(command | ANSWER, sequence, sms.number.encode() + b"\0")
            elif command in {ENQUIRE, UNBIND}:
                self.send(command | ANSWER, sequence)

    def deliver(self, sender: str, to: str, text: str, kind: int) -> None:
        coding, said = _encoded(text)
        body = (
            b"\0"
            + bytes([1, 1]) + sender.encode() + b"\0"
            + bytes([1, 1]) + to.encode() + b"\0"
            + bytes([kind, 0, 0]) + b"\0\0" + bytes([0, 0, coding, 0, len(said)])
            + said
        )  # fmt: skip
        self.sequence += 1
        self.send(DELIVER, self.sequence, body)

    def send(self, command: int, sequence: int, body: bytes = b"") -> None:
        with self.writing:
            self.wfile.write(struct.pack(">IIII", 16 + len(body), command, 0, sequence) + body)


def _read_submitted(body: bytes, *, number: str) -> Submitted:
    _service, rest = body.split(b"\0", 1)
    sender, rest = rest[2:].split(b"\0", 1)
    to, rest = rest[2:].split(b"\0", 1)
    _scheduled, rest = rest[3:].split(b"\0", 1)
    _validity, rest = rest.split(b"\0", 1)
    reported, _replaces, coding, _default, length = rest[:5]
    said = rest[5 : 5 + length]
    text = said.decode("utf-16-be") if coding == UCS2 else "".join(GSM[code] for code in said)
    return Submitted(sender.decode(), to.decode(), text, number, bool(reported & 1))


def _encoded(text: str) -> tuple[int, bytes]:
    if all(character in GSM for character in text):
        return 0, bytes(GSM.index(character) for character in text)
    return UCS2, text.encode("utf-16-be")


@contextmanager
def centre() -> Iterator[Centre]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Session) as server:
        server.daemon_threads = True
        server.centre = Centre(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server.centre
        finally:
            server.shutdown()
            thread.join()
