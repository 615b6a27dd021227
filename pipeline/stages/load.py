"""Load a case file as text with places.

Why: what an officer typed is kept apart from what it means; `validate` gives it meaning.
"""

from __future__ import annotations

from pathlib import Path

from pipeline import yaml_text


def load(file: Path) -> yaml_text.Source:
    """Read one case file.

    Args:
        file: path of a ``.yaml`` file.

    Returns:
        Its text, plain data and places; nothing is typed yet.

    Raises:
        CaseError: it cannot be read or is no YAML mapping; with line and column.
    """
    return yaml_text.read(file)
