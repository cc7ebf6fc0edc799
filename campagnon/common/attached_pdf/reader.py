"""The process in which an attached PDF is read: reads it on its standard input, says why it is refused."""

import io
import json
import resource
import sys
from collections.abc import Iterator
from typing import Any

CPU_SECONDS = 5
MEMORY_BYTES = 512 << 20
MOST_PAGES = 20
MOST_OBJECTS = 20_000
# Each a way of naming a carried file, for one system or another.
FILE_NAMES = ("/F", "/UF", "/Unix", "/DOS", "/Mac")
# Names of what runs, sends, plays, leads to another file or asks to be filled in.
ALIVE = frozenset(
    (
        "/JavaScript",
        "/JS",
        "/Launch",
        "/GoToR",
        "/GoToE",
        "/SubmitForm",
        "/ImportData",
        "/RichMedia",
        "/Movie",
    )
    + ("/Sound", "/Rendition", "/3D", "/XFA", "/AA", "/FileAttachment")
)


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(sys.stdin.buffer.read()))
    sys.stdout.write(fault_of(reader, frozenset(json.loads(sys.argv[1]))))


def fault_of(reader: Any, may_carry: frozenset[str]) -> str:
    """Why the file is refused, in one word of `Fault`; nothing when it may be kept."""
    if reader.is_encrypted:
        return "locked"
    if len(reader.pages) == 0:
        return "unreadable"
    if len(reader.pages) > MOST_PAGES:
        return "long"
    for count, one in enumerate(every_dictionary(reader)):
        if count > MOST_OBJECTS:
            return "long"
        if is_alive(one, may_carry):
            return "alive"
    return ""


def every_dictionary(reader: Any) -> Iterator[Any]:
    """All the dictionaries of the file, whether anything leads to them or not."""
    from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

    numbers = {(number, 0) for number in reader.xref_objStm}
    numbers |= {(number, generation) for generation, places in reader.xref.items() for number in places}
    waiting: list[Any] = [reader.trailer]
    waiting += [IndirectObject(number, generation, reader) for number, generation in sorted(numbers)]
    while waiting:
        one = waiting.pop()
        if isinstance(one, IndirectObject):
            one = one.get_object()
        if isinstance(one, DictionaryObject):
            yield one
            inner = list(one.values())
        else:
            inner = list(one) if isinstance(one, ArrayObject) else []
        waiting += [value for value in inner if not isinstance(value, IndirectObject)]


def is_alive(one: Any, may_carry: frozenset[str]) -> bool:
    """Whether a dictionary acts, fetches a file, or carries one that is not expected."""
    from pypdf.generic import StreamObject

    kinds = {str(one.get(name)) for name in ("/S", "/Subtype", "/Type")}
    if ALIVE & (kinds | set(one)):
        return True
    if isinstance(one, StreamObject):
        return "/F" in one or ("/EmbeddedFile" in kinds and not may_carry)
    if "/EF" not in one:
        return False
    names = {str(one[name]) for name in FILE_NAMES if name in one}
    return not names or not names <= may_carry


if __name__ == "__main__":
    main()
