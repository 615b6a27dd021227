"""What cases still owe, as tables: a row a case, or of one case a row a document.

Why: whoever comes in the morning must see on one screen what burns; no client is named on it, since
others can see the screen too.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.agenda import Agenda, Document, State
from pipeline.cli import show
from pipeline.cli.cells import harmless
from pipeline.cli.wording import count
from pipeline.messages import Messages

STYLES: dict[State, str] = {
    "done": "green",
    "due": "",
    "late": "red",
    "blocked": "yellow",
    "waiting": "dim",
}
PAINTS: dict[State, str] = {"done": "good", "late": "error", "blocked": "warning"}
OPEN: tuple[State, ...] = ("late", "blocked", "due")  # in this order they are named
MOST_NAMED = 5  # cases with errors that the way on names; beyond that it is a check of all
COLUMNS = ("document", "state", "deadline", "note")
NOTHING = "-"


def show_cases(
    agendas: Sequence[Agenda], today: date, due_before: date | None, messages: Messages
) -> None:
    """Write a table of cases to standard output.

    Args:
        agendas: the cases, in the order in which they are shown.
        today: the day from which they are seen.
        due_before: the day up to which documents are named; None names all.
        messages: the sentences.
    """
    screen = show.out()
    if not agendas:
        _say(
            screen,
            messages.text("status.none_due" if due_before else "check.no_cases", date=due_before),
        )
        return
    table = _table(messages, "case", "pk", "stage", "done", "deadline")
    table.add_column(messages.text("status.column.open"), ratio=1, overflow="fold")
    for agenda in agendas:
        table.add_row(*_cells(agenda, today, due_before, messages))
    _print(screen, table)
    screen.say()
    _say(screen, _summary(agendas, today, due_before, messages))
    if any(agenda.errors for agenda in agendas):
        _say(screen, _way_on(agendas, messages))


def show_case(agenda: Agenda, today: date, due_before: date | None, messages: Messages) -> None:
    """Write one case's documents to standard output, a row each, below it what it lacks.

    Why: no table of rich, since a key of the case file wants the whole width of a line.
    """
    screen = show.out()
    documents = agenda.until(due_before) if due_before else agenda.documents
    _say(screen, _head(agenda, today, messages))
    screen.say()
    if documents:
        width = max(len(document.label) for document in documents)
        columns = [messages.text(f"status.column.{name}") for name in COLUMNS]
        screen.say("{:<{}}  {:<9}  {:<10}  {}".format(columns[0], width, *columns[1:]))
        for document in documents:
            for line in _row(screen, document, width, today, messages):
                screen.say(line)
    else:
        _say(
            screen,
            messages.text(
                "status.none_due" if due_before else "build.nothing_due", date=due_before
            ),
        )
    if agenda.errors:
        screen.say()
        _say(screen, _errors(agenda, messages))
        _say(screen, _way_on([agenda], messages))


def _say(screen: show.Screen, text: str) -> None:
    for line in show.wrapped(screen, "", harmless(text), ""):
        screen.say(line)


def _table(messages: Messages, *columns: str) -> Table:
    table = Table(
        box=box.SIMPLE_HEAD, expand=True, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0)
    )
    for name in columns:
        table.add_column(messages.text(f"status.column.{name}"), no_wrap=True)
    return table


def _print(screen: show.Screen, table: Table) -> None:
    console = Console(
        file=sys.stdout,
        width=screen.wrap or show.PLAIN_WIDTH,
        color_system="auto" if screen.colour else None,
        highlight=False,
    )
    console.print(table)


# --- a row a case ---------------------------------------------------------------------------------


def _cells(
    agenda: Agenda, today: date, due_before: date | None, messages: Messages
) -> Iterator[Text]:
    following = agenda.next
    yield Text(harmless(agenda.nomor))
    yield Text(harmless(agenda.pk or NOTHING))
    yield Text(agenda.stage or NOTHING)
    yield Text(f"{agenda.done}/{agenda.asked}" if agenda.readable else NOTHING)
    yield _deadline(following, today, messages)
    yield Text("\n").join(_open(agenda, due_before, messages))


def _open(agenda: Agenda, due_before: date | None, messages: Messages) -> Iterator[Text]:
    """What holds the case up, then its documents by their state."""
    if agenda.errors:
        yield Text(_errors(agenda, messages), style="red")
    documents = agenda.until(due_before) if due_before else agenda.documents
    states: tuple[State, ...] = (*OPEN, "waiting") if due_before else OPEN
    for state in states:
        names = _names([d for d in documents if d.state == state], messages)
        if names:
            said = messages.text(f"status.named.{state}", names=names)
            yield Text(harmless(said), style=STYLES[state])


def _names(documents: Iterable[Document], messages: Messages) -> str:
    """Names of documents in one state; of a repeated one the name once, then which ones."""
    which: dict[str, list[str]] = {}
    for document in documents:
        few = [document.item] if document.item else []
        if document.state == "blocked" and document.missing:
            few.append(messages.text("status.lacks", number=len(document.missing)))
        which.setdefault(document.name, []).append(" ".join(few))
    found = [(name, ", ".join(filter(None, few))) for name, few in which.items()]
    return ", ".join(f"{name} ({few})" if few else name for name, few in found)


def _errors(agenda: Agenda, messages: Messages) -> str:
    codes = dict.fromkeys(problem.code for problem in agenda.errors)
    return messages.text(
        "status.errors" if agenda.readable else "status.unreadable",
        errors=count(messages, "error", len(agenda.errors)),
        codes=", ".join(codes),
    )


def _summary(
    agendas: Sequence[Agenda], today: date, due_before: date | None, messages: Messages
) -> str:
    documents = [
        document
        for agenda in agendas
        for document in (agenda.until(due_before) if due_before else agenda.documents)
    ]
    numbers = {state: sum(d.state == state for d in documents) for state in OPEN}
    cases = count(messages, "case", len(agendas))
    return messages.text("status.summary", date=today, cases=cases, **numbers)


def _way_on(agendas: Iterable[Agenda], messages: Messages) -> str:
    """Where the errors of these cases are told."""
    failed = [agenda.nomor for agenda in agendas if agenda.errors]
    names = " ".join(failed) if len(failed) <= MOST_NAMED else ""
    return messages.text("status.way_on", names=names).rstrip()


def _deadline(document: Document | None, today: date, messages: Messages) -> Text:
    """The last day, and how far it is."""
    if document is None or document.deadline is None:
        return Text(NOTHING)
    style = STYLES["late"] if document.deadline < today else ""
    return Text(f"{document.deadline}\n{_left(document.deadline, today, messages)}", style=style)


def _left(deadline: date, today: date, messages: Messages) -> str:
    days = (deadline - today).days
    form = "late" if days < 0 else "left" if days else "today"
    return messages.text(f"status.days.{form}", days=count(messages, "day", abs(days)))


# --- a row a document -----------------------------------------------------------------------------


def _head(agenda: Agenda, today: date, messages: Messages) -> str:
    return messages.text(
        "status.head",
        nomor=agenda.nomor,
        pk=agenda.pk,
        stage=agenda.stage,
        done=agenda.done,
        asked=agenda.asked,
        date=today,
    )


def _row(
    screen: show.Screen, document: Document, width: int, today: date, messages: Messages
) -> Iterator[str]:
    word = messages.text(f"status.state.{document.state}")
    name = harmless(document.label)
    head = f"{name:<{width}}  {word:<9}  {document.deadline or NOTHING!s:<10}  "
    notes = ", ".join(harmless(note) for note in _notes(document, today, messages))
    first, *others = show.wrapped(screen, head, notes, " " * 4)
    painted = screen.paint(word, PAINTS[document.state]) if document.state in PAINTS else word
    yield first.rstrip().replace(f"  {word}", f"  {painted}", 1)
    yield from others
    if document.missing and document.state != "waiting":
        label = f"    {messages.text('status.missing')}: "
        yield from show.wrapped(screen, label, ", ".join(document.missing), " " * 4)


def _notes(document: Document, today: date, messages: Messages) -> Iterator[str]:
    """How far the deadline is; date and number of the paper."""
    if document.deadline and document.state != "done":
        yield _left(document.deadline, today, messages)
    if document.dated:
        yield document.dated.isoformat()
    if document.number:
        yield document.number
