"""The frame of all commands: they are imported when they are called, and speak the user's language.

Why: `berkas --help` must answer at once, so no command is loaded to be listed; and click's own
headings and complaints are English.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from pipeline.cli.faults import as_usage_error
from pipeline.cli.session import FOR_ALL, Session, shared_options
from pipeline.errors import UsageError
from pipeline.messages import Messages
from pipeline.spelling import nearest

FINDING = ("check", "templates")  # commands that can answer in the forms of findings
VERBS = (
    "init",
    "new",
    "import",
    "check",
    "build",
    "watch",
    "status",
    "templates",
    "rules",
    "schema",
    "doctor",
    "clean",
    "completion",
)
# Commands that are groups, and what stands below them.
BELOW = {"templates": ("check", "fields", "preview")}
# Verbs that are words of Python's own, and the modules that hold them.
_RENAMED = {"import": "intake"}


def module_of(verb: str) -> str:
    """The module that holds a command."""
    return f"pipeline.cli.{_RENAMED.get(verb, verb)}"


class _Framed(click.Command):
    """What a command and the group have in common: shared options, and help in our words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.extend(shared_options())

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            raise as_usage_error(error, ctx) from error

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=f"{_say(ctx, 'help.usage')}: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        with formatter.section(_say(ctx, "help.options")):
            formatter.write_dl([_help_line(ctx, option) for option in options])

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Leave them out: the text above says what each is."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples as they are typed."""
        with formatter.section(_say(ctx, "help.examples")):
            for line in (self.epilog or "").splitlines():
                formatter.write(f"{'':{formatter.current_indent}}{line}\n")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _say(ctx, "options.help")
        return option


class Verb(_Framed):
    """One command."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words that follow the command.

        Raises:
            UsageError: there are more than it takes, or it cannot answer in the wanted form.
        """
        session = _session(ctx)
        if session.format not in FOR_ALL and ctx.command.name not in FINDING:
            name, wanted = session.format, ", ".join(FOR_ALL)
            raise UsageError.of("PGN013", value=name, command=ctx.command_path, wanted=wanted)
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise UsageError.of("PGN009", words=" ".join(rest), command=ctx.command_path)
        return rest


class _Group(_Framed, click.Group, ABC):
    """Commands below a word, listed without being imported."""

    @abstractmethod
    def names(self) -> tuple[str, ...]:
        """The commands in the order in which an officer meets them."""

    @abstractmethod
    def called(self, name: str) -> str:
        """A command as it is typed behind ``berkas``."""

    @abstractmethod
    def load(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command of this name, without its texts."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands."""
        return list(self.names())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command and give it its texts."""
        if cmd_name not in self.names():
            return None
        command = self.load(ctx, cmd_name)
        if command is not None:
            localise(command, _session(ctx).messages, _key(self.called(cmd_name)))
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was called.

        Raises:
            UsageError: there is none of this name.
        """
        if args[0] not in self.names() and not ctx.resilient_parsing:
            near = nearest(args[0], self.names())
            raise UsageError.of(
                "PGN002",
                name=self.called(args[0]),
                known=", ".join(self.names()),
                suggestion=self.called(near) if near else "",
            )
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing one."""
        lines = [
            (name, _say(ctx, f"commands.{_key(self.called(name))}.short")) for name in self.names()
        ]
        with formatter.section(_say(ctx, "help.commands")):
            formatter.write_dl(lines)


class Frame(_Group):
    """The group of all commands."""

    def names(self) -> tuple[str, ...]:
        """All commands."""
        return VERBS

    def called(self, name: str) -> str:
        """The command's name."""
        return name

    def load(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import the command."""
        command: click.Command = import_module(module_of(name)).command
        return command


class Branch(_Group):
    """A command that is a group: what it can do stands in `BELOW`."""

    def names(self) -> tuple[str, ...]:
        """What stands below it."""
        return BELOW[str(self.name)]

    def called(self, name: str) -> str:
        """The group's name and the command's."""
        return f"{self.name} {name}"

    def load(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command, which came with the group."""
        return self.commands.get(name)


def _key(called: str) -> str:
    """The name of a command's texts."""
    return called.replace(" ", "_")


def localise(command: click.Command, messages: Messages, key: str | None = None) -> None:
    """Put a command's texts in place: help, examples, options, names of its arguments.

    Args:
        command: the command.
        messages: the sentences.
        key: the name of its texts, where that is not its own.
    """
    own: Mapping[str, Any] = messages.texts["commands"][key or command.name]
    command.help, command.short_help, command.epilog = own["help"], own["short"], own["examples"]
    command.options_metavar = messages.text("help.options_metavar")
    if isinstance(command, click.Group):
        command.subcommand_metavar = messages.text("help.command_metavar")
    for param in command.params:
        name = str(param.name)
        if isinstance(param, click.Option):
            param.help = own.get("options", {}).get(name) or messages.text(f"options.{name}")
        if name in messages.texts["metavars"]:
            param.metavar = _metavar(param, messages.text(f"metavars.{name}"))


def _metavar(param: click.Parameter, word: str) -> str:
    many = param.nargs != 1
    return f"[{word}]..." if many else word


def _session(ctx: click.Context) -> Session:
    session = ctx.find_object(Session)
    if session is None:
        raise RuntimeError("the command line was entered without a session")
    return session


def _say(ctx: click.Context, name: str) -> str:
    return _session(ctx).messages.text(name)


def _help_line(ctx: click.Context, option: click.Option) -> tuple[str, str]:
    """How an option is written and what it does, without click's English additions."""
    record = option.get_help_record(ctx)
    return (record[0] if record else "", option.help or "")
