"""Load a case file as text with places.

Why: what an officer typed is kept apart from what it means; `validate` gives it meaning.
"""

from __future__ import annotations

from pathlib import Path

from pipeline import yaml_text
from pipeline.errors import CaseError

SUFFIX = ".yaml"  # one spelling, so that a number has one file


def load(file: Path) -> yaml_text.Source:
    """Read one case file.

    Args:
        file: path of a ``.yaml`` file.

    Returns:
        Its text, plain data and places; nothing is typed yet.

    Raises:
        CaseError: its name does not end in ``.yaml``, it cannot be read, or it is no YAML mapping;
            with line and column.
    """
    if file.suffix != SUFFIX:
        raise CaseError.of("YML009", file=file, suffix=file.suffix)
    return yaml_text.read(file)
