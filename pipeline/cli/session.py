"""What holds for one call of the command line: language, form of the answer, folder, settings.

Why: these stand before or after the verb, and the language must be known before click can say
that it did not understand the rest; so they are read ahead, once, and then only handed on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

import click

from pipeline import messages, yaml_text
from pipeline.cli.paths import Place
from pipeline.cli.words import Words
from pipeline.errors import BerkasError
from pipeline.settings import LANGUAGES, Language, Settings
from pipeline.workspace import Workspace

Format = Literal["text", "json", "sarif", "github"]
FORMATS: tuple[Format, ...] = ("text", "json", "sarif", "github")
FOR_ALL = FORMATS[:2]  # the others are forms of findings, which `check` alone can give
COMPLETION_VARIABLE = "_BERKAS_COMPLETE"  # by which click knows that a shell asks
Word = TypeVar("Word", bound=str)


@dataclass(frozen=True, slots=True)
class Session:
    """One call.

    Attributes:
        verb: the command's name, or None where none was given.
        language: the language of what is said.
        format: how the answer is given.
        folder: where the workspace is looked for; None is the current folder.
        settings: what the environment decides.
    """

    verb: str | None
    language: Language
    format: Format
    folder: Path | None
    settings: Settings = Settings()

    @property
    def messages(self) -> messages.Messages:
        """The sentences in the chosen language."""
        return messages.load(self.language)

    @property
    def start(self) -> Path:
        """The folder from which the workspace is looked for, upwards."""
        return self.folder or Path.cwd()


def shared_options() -> list[click.Option]:
    """Options that every command takes, before or after its name.

    They are only held to their form here: `begin` has read them already.
    """
    return [
        click.Option(["-C", "--workspace"], type=Place(), expose_value=False),
        click.Option(["--lang"], type=Words(LANGUAGES), expose_value=False),
        click.Option(["--format"], type=Words(FORMATS), expose_value=False),
    ]


def begin(words: Sequence[str], environment: Mapping[str, str]) -> Session:
    """Read ahead what holds for the whole call; what is wrong in it is told later, by the parse."""
    options, rest = _read_ahead(words)
    named = options.get("workspace")
    folder = named if isinstance(named, Path) else None
    wanted = (options.get("lang"), environment.get("BERKAS_LANG"))
    language = _first(LANGUAGES, *wanted) or _first(
        LANGUAGES, _office_language(folder or Path.cwd()), "id"
    )
    form = _first(FORMATS, options.get("format"), "text")
    verb = next((word for word in rest if not word.startswith("-")), None)
    return Session(verb, language or "id", form or "text", folder)


def _read_ahead(words: Sequence[str]) -> tuple[dict[str, object], list[str]]:
    """Let click find the shared options among whatever else was typed."""
    options = shared_options()
    for option in options:
        option.expose_value = True
    lenient = {"ignore_unknown_options": True, "allow_extra_args": True}
    command = click.Command(
        None, params=[*options], add_help_option=False, context_settings=lenient
    )
    with command.make_context("berkas", list(words), resilient_parsing=True) as context:
        return context.params, context.args


def _first(known: Sequence[Word], *words: object) -> Word | None:
    """The first of these words that is known."""
    return next((word for given in words for word in known if word == given), None)


def _office_language(folder: Path) -> object:
    """``bahasa`` of office.yaml, untyped; a fault in the file is told by whoever needs it."""
    try:
        office = yaml_text.read(Workspace.find(folder).office_file).data
    except BerkasError:
        return None
    return office.get("bahasa")
