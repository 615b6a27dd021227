"""Tell what a page looks like from what any other does, and keep once what is equal.

Why: each part brings the office's letterhead, its colour profile and its fonts along; in a bundle
one of each is enough. And a page that was copied is the same page if its content is, and all that
it draws with, down to the last picture.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Page, PdfError, Stream

_REFERENCE = b" R"  # stands in whatever refers to something else, and in little besides
_DOCUMENT = (Name.Page, Name.Pages, Name.Catalog)  # a way back into the document ends here
_Seen = tuple[bytes, bool]


class Looks:
    """Digests of the objects of one PDF, whatever their numbers are.

    Attributes:
        merge: whether each object that is equal to one seen before gives way to it.
    """

    def __init__(self, *, merge: bool = False) -> None:
        """Have seen nothing yet."""
        self.merge = merge
        self._seen: dict[tuple[int, int], _Seen] = {}
        self._first: dict[bytes, Object] = {}

    def of_page(self, page: Page, own: Sequence[Stream], besides: str = "") -> bytes:
        """Return the digest of a page's look.

        Args:
            page: its boxes and its turn count, and all that its content may draw with.
            own: the streams of its content.
            besides: name of a font that does not count.
        """
        whole = sha256()
        for stream in own:
            whole.update(packed(stream).read_raw_bytes())
        place = (*page.mediabox, *page.cropbox, page.obj.get("/Rotate", 0))
        whole.update(" ".join(f"{float(side):.4f}" for side in place).encode())
        resources = page.obj.get("/Resources")
        for kind, entries in resources.items() if isinstance(resources, Dictionary) else ():
            listed = entries.items() if isinstance(entries, Dictionary) else [("", entries)]
            for name, entry in listed:
                if (kind, name) != ("/Font", besides):
                    whole.update(f"{kind}{name}".encode() + self.of(entry))
        return whole.digest()

    def of(self, value: Any) -> bytes:
        """Return the digest of an object, and of all that it refers to."""
        return self._see(value)[0]

    def _see(self, value: Any) -> _Seen:
        """Return an object's digest, and whether it leads back to where it was come from.

        Why: what goes round in a ring has no leaf to begin with, and is kept as it is.
        """
        if not isinstance(value, Object):
            return repr(value).encode(), False
        if not value.is_indirect:
            return self._look_at(value)
        number = value.objgen
        if number not in self._seen:
            self._seen[number] = b"ring", True
            self._seen[number] = self._look_at(value)
        return self._seen[number]

    def _look_at(self, value: Object) -> _Seen:
        if isinstance(value, Stream):
            held = packed(value).stream_dict.items()
            inside, ring = self._see_all(value, held)
            return sha256(inside + value.read_raw_bytes()).digest(), ring
        if isinstance(value, Dictionary):
            if value.get("/Type") in _DOCUMENT:
                return b"document", True
            inside, ring = self._see_all(value, value.items())
            return sha256(inside).digest(), ring
        text = value.unparse(resolved=True)
        if isinstance(value, Array) and _REFERENCE in text:
            inside, ring = self._see_all(value, enumerate(value))
            return sha256(inside).digest(), ring
        return text, False

    def _see_all(self, holder: Object, entries: Iterable[tuple[Any, Any]]) -> _Seen:
        inside = bytearray()
        rings = False
        for key, entry in list(entries):
            if key == "/Length":
                continue  # of a stream; it may stand in an object of its own
            look, ring = self._see(entry)
            inside += f"{key} {len(look)} ".encode() + look
            rings = rings or ring
            if self.merge and not ring and isinstance(entry, Object) and entry.is_indirect:
                first = self._first.setdefault(look, entry)
                if first.objgen != entry.objgen:
                    holder[key] = first
        return bytes(inside), rings


def streams_of(page: Object) -> list[Stream]:
    """Return the streams of a page's content."""
    held = page.get("/Contents")
    listed = list(held) if isinstance(held, Array) else [held]
    return [entry for entry in listed if isinstance(entry, Stream)]


def packed(stream: Stream) -> Stream:
    """Compress a stream as qpdf does, unless it is an image compressed in a way of its own.

    Why: qpdf would do it while it writes, and what was written could not be compared with this.
    """
    if stream.get("/Filter") == Name.FlateDecode and stream.get("/Length") != 0:
        return stream
    try:
        plain = stream.read_bytes()
    except PdfError:  # qpdf does not decode JPEG and its like, and leaves them as they are
        return stream
    stream.write(zlib.compress(plain), filter=Name.FlateDecode)
    return stream
