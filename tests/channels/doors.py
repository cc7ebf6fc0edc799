"""The two networks that messages leave by, played on the loopback after their published formats."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit


class _Letterbox(socketserver.StreamRequestHandler):
    """SMTP (RFC 5321) as a patient server speaks it; what it receives is kept on the server."""

    def handle(self) -> None:
        self.say("220 letterbox")
        envelope: dict = {"to": []}
        for line in iter(self.rfile.readline, b""):
            command = line.decode().strip()
            verb = command[:4].upper()
            if verb == "EHLO":
                self.say("250 letterbox")
            elif verb == "MAIL":
                envelope["from"] = command.partition("<")[2].partition(">")[0]
                self.say("250 OK")
            elif verb == "RCPT":
                self.recipient(command, envelope)
            elif verb == "DATA":
                self.say("354 go on")
                body = b"".join(iter(self.rfile.readline, b".\r\n"))
                self.server.letters.append({**envelope, "body": body})
                envelope = {"to": []}
                self.say("250 OK")
            elif verb == "QUIT":
                return self.say("221 bye")
            else:
                self.say("250 OK")
        return None

    def recipient(self, command: str, envelope: dict) -> None:
        refusal = self.server.refusal
        if refusal:
            return self.say(refusal)
        envelope["to"].append(command.partition("<")[2].partition(">")[0])
        return self.say("250 OK")

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class _Gateway(BaseHTTPRequestHandler):
    """Kannel's sendsms: GET with fields, 202 and a number with words."""

    def do_GET(self) -> None:
        self.server.asked.append(
            {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        )
        status, said = self.server.answer
        self.send_response(status)
        if status in {301, 302}:
            self.send_header("Location", "/elsewhere")
        self.end_headers()
        self.wfile.write(said.encode())

    def log_message(self, *args) -> None:
        """Quiet."""


@contextmanager
def letterbox() -> Iterator[socketserver.ThreadingTCPServer]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Letterbox) as server:
        server.letters, server.refusal, server.daemon_threads = [], "", True
        yield from _serving(server)


@contextmanager
def gateway() -> Iterator[HTTPServer]:
    with HTTPServer(("127.0.0.1", 0), _Gateway) as server:
        server.asked, server.answer = [], (202, "0: Accepted for delivery")
        yield from _serving(server)


def _serving(server) -> Iterator:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
