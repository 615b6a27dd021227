"""What all readers begin with: the text of one value, and how one is refused.

Why: a list where a value belongs, and a dash that stands for nothing, are told alike everywhere.
"""

from __future__ import annotations

from pydantic_core import PydanticCustomError

PLACEHOLDERS = frozenset({"-", "--", "...", "…", "..", "~", "null"})
LONGEST_PLACEHOLDER = max(map(len, PLACEHOLDERS))
KINDS: dict[type, str] = {dict: "mapping", list: "list"}


def refuse(code: str, **params: object) -> PydanticCustomError:
    """Make the error that carries one of our codes and its parameters through pydantic."""
    texts = {name: str(value) for name, value in params.items()}
    return PydanticCustomError(code, "{code}", {"code": code, **texts})


def typed(value: object) -> str:
    """Return the text of one value, stripped.

    Raises:
        PydanticCustomError: SKM003 where a list or mapping stands, SKM005 for a placeholder,
            SKM028 for a list's entry that was left empty.
    """
    if value is None:
        raise refuse("SKM028")
    if not isinstance(value, str):
        raise refuse("SKM003", wanted="value", found=KINDS.get(type(value), "value"))
    text = value.strip()
    if len(text) <= LONGEST_PLACEHOLDER and text.lower() in PLACEHOLDERS:
        raise refuse("SKM005", value=text)
    return text


def spaced(value: object) -> str:
    """Return the text of one value with plain spaces only.

    Why: what is copied from Word brings no-break spaces, which nobody sees in ``18 Februari 2026``.
    """
    return " ".join(typed(value).split())
