"""Settings of this machine and user, read once from the environment.

Why: stages do not read the environment; the command line hands them these values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from platformdirs import user_cache_path

from pipeline.errors import WorkspaceError

Language = Literal["id", "en"]
LANGUAGES: tuple[Language, ...] = ("id", "en")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment decides.

    Attributes:
        soffice: BERKAS_SOFFICE, the LibreOffice program to use; None looks for it.
        limit: BERKAS_LIMIT, seconds that one document may take to convert.
        cache: BERKAS_CACHE, the folder for what is worth keeping from run to run; else where the
            system has such things of the user.
    """

    soffice: str | None = None
    limit: float = 60.0
    cache: Path | None = None

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> Settings:
        """Read the settings.

        The language is only held to its form here: it is needed before anything can be said, so
        the command line has read it ahead.

        Raises:
            WorkspaceError: a variable holds what it may not.
        """
        language = environment.get("BERKAS_LANG")
        limit = environment.get("BERKAS_LIMIT") or "60"
        if language and language not in LANGUAGES:
            raise WorkspaceError.of(
                "RNG005", name="BERKAS_LANG", value=language, wanted=", ".join(LANGUAGES)
            )
        try:
            seconds = float(limit)
        except ValueError:
            seconds = 0.0
        if not 0 < seconds <= 3600:
            raise WorkspaceError.of("RNG005", name="BERKAS_LIMIT", value=limit, wanted="1–3600")
        return cls(
            soffice=environment.get("BERKAS_SOFFICE") or None,
            limit=seconds,
            cache=Path(environment.get("BERKAS_CACHE") or user_cache_path("berkas", False)),
        )
