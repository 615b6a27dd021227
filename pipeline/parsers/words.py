"""Readers of words of the vocabulary, codes and identity numbers.

Why: a misspelt word is told with the one that was meant.
"""

from __future__ import annotations

import re

from pydantic import PlainValidator

from pipeline.parsers.text import parse_text
from pipeline.parsers.typed import refuse, spaced, typed
from pipeline.spelling import nearest
from pipeline.values import DAYS, Word
from pipeline.workspace import CASE_NUMBER


def parse_yes(value: object) -> bool:
    """Read ``ya`` or ``tidak``."""
    text = typed(value).lower()
    if text not in ("ya", "tidak"):
        raise refuse("SKM021", value=text)
    return text == "ya"


def word_of(value: object, words: tuple[str, ...]) -> Word:
    """Read one of these words in any letter case; a blank in it may stand for an underscore."""
    text = spaced(value)
    word = text.lower().replace(" ", "_")
    if word not in words:
        raise refuse("SKM020", value=text, wanted=", ".join(words), suggestion=nearest(word, words))
    return Word(word)


def one_of(*words: str) -> PlainValidator:
    """Make a reader of one of these words."""
    return PlainValidator(lambda value: word_of(value, words))


def parse_day_name(value: object) -> Word:
    """Read a day of the week; ``jum'at`` and ``Jumat`` are one."""
    text = typed(value)
    word = re.sub(r"['’`]", "", text.lower())
    if word not in DAYS:
        raise refuse("SKM020", value=text, wanted=", ".join(DAYS), suggestion=nearest(word, DAYS))
    return Word(word)


def parse_nik(value: object) -> str:
    """Read a NIK: 16 digits, kept as text so that a leading zero stays."""
    text = spaced(value).replace(" ", "")
    if not re.fullmatch(r"\d{16}", text, re.ASCII):
        raise refuse("SKM025", digits=sum(c.isdigit() for c in text))
    return text


def parse_code(value: object) -> str:
    """Read the code of an entry of office.yaml; which codes there are is judged elsewhere."""
    return parse_text(value)


def parse_number_of_case(value: object) -> str:
    """Read a case number, which is also a file name."""
    text = typed(value)
    if not CASE_NUMBER.fullmatch(text):
        raise refuse("SKM029", value=text)
    return text


def as_list(value: object) -> object:
    """Take one entry for a list of one; both forms may be written."""
    return value if isinstance(value, list) else [value]
