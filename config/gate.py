"""The web server's gate: a request is read whole before the thread that answers is taken.

There is one such thread a process, for several would fight over SQLite's only write lock. A server that gives
it a form at its first byte is stopped by two telephones that lose the network in the middle of one; here they
wait in the event loop, which holds hundreds (docs/decisions/whole-requests-one-thread.md).
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from urllib.parse import unquote_to_bytes

from config.wsgi import application as pages

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Answer = tuple[int, list[tuple[str, str]], bytes]

IN_MEMORY_BYTES = 64_000
# A photo of a recent telephone, and room to say kindly that it is too heavy (notices/photos.py).
LARGEST_BYTES = 40_000_000
LONGEST_SILENCE_SECONDS = 60
PLAIN = [("Content-Type", "text/plain; charset=utf-8")]
BROKEN: Answer = (400, PLAIN, b"")
TOO_LARGE: Answer = (413, PLAIN, "C’est trop lourd : douze mégaoctets au plus.".encode())
TOO_SLOW: Answer = (408, PLAIN, "Le réseau est coupé : réessayez.".encode())

_thread = ThreadPoolExecutor(max_workers=1)


async def application(scope: Message, receive: Receive, send: Send) -> None:
    """Answer one request, as an ASGI server hands it over."""
    with SpooledTemporaryFile(max_size=IN_MEMORY_BYTES) as body:
        refused = await _read(receive, body)
        loop = asyncio.get_running_loop()
        answer = refused or await loop.run_in_executor(_thread, _answer, _environ(scope, body))
    status, headers, content = answer
    named = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
    await send({"type": "http.response.start", "status": status, "headers": named})
    await send({"type": "http.response.body", "body": content})


async def _read(receive: Receive, body: IO[bytes]) -> Answer | None:
    """Write down all that is sent; what breaks off, is too large or falls silent has its answer at once."""
    while True:
        try:
            message = await asyncio.wait_for(receive(), LONGEST_SILENCE_SECONDS)
        except TimeoutError:
            return TOO_SLOW
        if message["type"] == "http.disconnect":
            return BROKEN
        body.write(message.get("body", b""))
        if body.tell() > LARGEST_BYTES:
            return TOO_LARGE
        if not message.get("more_body"):
            return None


def _environ(scope: Message, body: IO[bytes]) -> dict[str, Any]:
    """The request as WSGI (PEP 3333) says it."""
    size = body.tell()
    body.seek(0)
    environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": str(scope["server"][0]),
        "SERVER_PORT": str(scope["server"][1]),
        "REMOTE_ADDR": scope["client"][0],
        "CONTENT_LENGTH": str(size),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for raw_name, raw_value in scope["headers"]:
        name, value = raw_name.decode("latin-1").upper(), raw_value.decode("latin-1")
        # X_Forwarded_For must not pass for X-Forwarded-For; the length is what was read.
        if "_" in name or name == "CONTENT-LENGTH":
            continue
        key = "CONTENT_TYPE" if name == "CONTENT-TYPE" else f"HTTP_{name.replace('-', '_')}"
        joint = "; " if name == "COOKIE" else ","
        environ[key] = f"{environ[key]}{joint}{value}" if key in environ else value
    return environ


def _answer(environ: dict[str, Any]) -> Answer:
    """What the pages answer, all of it: a slow reader holds nothing but bytes."""
    begun: list[Any] = []

    def start_response(status: str, headers: list[tuple[str, str]], failure: object = None) -> None:
        begun[:] = [int(status.split(" ", 1)[0]), headers]

    content = pages(environ, start_response)
    try:
        whole = b"".join(content)  # Django speaks first, so that `begun` is filled
        return begun[0], begun[1], whole
    finally:
        content.close()
