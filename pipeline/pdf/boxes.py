"""The boxes of a page.

Why: a box may be given by any two of its corners, lie off the origin, or reach beyond the paper.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Box = tuple[float, float, float, float]


def sorted_box(box: Iterable[Any]) -> Box:
    """Return a box as left, bottom, right, top."""
    x1, y1, x2, y2 = (float(side) for side in box)
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def visible_box(media: Iterable[Any], crop: Iterable[Any]) -> Box:
    """Return what a viewer and a printer show of a page that has these boxes."""
    media, crop = sorted_box(media), sorted_box(crop)
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    return (left, bottom, right, top) if left < right and bottom < top else media
