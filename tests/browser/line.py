"""The edge of a zone blanche: a line between a browser and Campagnon that is cut for real.

The browser believes that it has a network all along, as a telephone does under one bar.
"""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

CHUNK = 65_536


class Line:
    """Carries bytes both ways until it is cut; then nothing, or questions without their answers."""

    def __init__(self, address: str, *, latency: float = 0, bytes_per_second: int = 0) -> None:
        self._latency, self._pace = latency, bytes_per_second
        url = urlsplit(address)
        self._far = (url.hostname, url.port)
        self._ear = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._ear.getsockname()[1]}"
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self.is_cut = False
        self.loses_answers = False
        threading.Thread(target=self._listen, daemon=True).start()

    def cut(self) -> None:
        """Nothing passes any more, and what was on its way is lost."""
        self.is_cut = True
        self._hang_up()

    def lose_answers(self) -> None:
        """What is sent arrives; what is answered does not."""
        self.loses_answers = True

    def mend(self) -> None:
        """Everything passes again, on fresh connections."""
        self._hang_up()
        self.is_cut = self.loses_answers = False

    def close(self) -> None:
        self.cut()
        self._ear.close()

    def _hang_up(self) -> None:
        with self._lock:
            ends, self._open = self._open, set()
        for end in ends:
            _shut(end)

    def _listen(self) -> None:
        while True:
            try:
                near, _ = self._ear.accept()
            except OSError:
                return
            if self.is_cut:
                _shut(near)
                continue
            try:
                far = socket.create_connection(self._far)
            except OSError:
                _shut(near)
                continue
            with self._lock:
                self._open |= {near, far}
            threading.Thread(target=self._carry, args=(near, far, False), daemon=True).start()
            threading.Thread(target=self._carry, args=(far, near, True), daemon=True).start()

    def _wait(self, size: int, *, is_answer: bool) -> None:
        """Half a second's latency is a quarter each way; what is many bytes takes its time as well."""
        time.sleep(self._latency / 2 + (size / self._pace if is_answer and self._pace else 0))

    def _carry(self, origin: socket.socket, end: socket.socket, is_answer: bool) -> None:
        with suppress(OSError):
            while piece := origin.recv(CHUNK):
                if is_answer and self.loses_answers:
                    break
                self._wait(len(piece), is_answer=is_answer)
                end.sendall(piece)
        _shut(origin)
        _shut(end)


def _shut(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()


@contextmanager
def line_to(address: str, **conditions: float) -> Iterator[Line]:
    """A line that is taken down afterwards."""
    line = Line(address, **conditions)
    try:
        yield line
    finally:
        line.close()
