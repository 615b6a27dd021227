"""What cases still owe, as tables: a row a case, or of one case a row a document.

Why: whoever comes in the morning must see on one screen what burns; no client is named on it, since
others can see the screen too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from pipeline.agenda import Agenda, Document, State
from pipeline.cli import show
from pipeline.cli.cells import harmless
from pipeline.cli.rows import INDENT, Rows, fill
from pipeline.cli.wording import count
from pipeline.messages import Messages

STYLES: dict[State, str] = {"done": "good", "late": "error", "blocked": "warning"}
OPEN: tuple[State, ...] = ("late", "blocked", "due")  # in this order they are named
MOST_NAMED = 5  # cases with errors that the way on names; beyond that it is a check of all
CASE_COLUMNS = ("case", "pk", "stage", "done", "deadline", "left")
COLUMNS = ("document", "state", "deadline", "note")
NOTHING = "-"
BELOW = " " * INDENT


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
    headings = [messages.text(f"status.column.{name}") for name in CASE_COLUMNS]
    cells = [_cells(agenda, today, messages) for agenda in agendas]
    rows = Rows.of(screen, [headings, *cells])
    _say_all(screen, rows.lines(headings))
    for agenda, row in zip(agendas, cells, strict=True):
        _say_all(screen, rows.lines(row, _styles(agenda, today)))
        for text, style in _open(agenda, due_before, messages):
            for line in fill(screen, harmless(text), BELOW):
                screen.say(screen.paint(line, style) if style else line)
    screen.say()
    _say(screen, _summary(agendas, today, due_before, messages))
    if any(agenda.errors for agenda in agendas):
        _say(screen, _way_on(agendas, messages))


def show_case(agenda: Agenda, today: date, due_before: date | None, messages: Messages) -> None:
    """Write one case's documents to standard output, a row each, below it what it lacks."""
    screen = show.out()
    documents = agenda.until(due_before) if due_before else agenda.documents
    _say(screen, _head(agenda, today, messages))
    screen.say()
    if documents:
        headings = [messages.text(f"status.column.{name}") for name in COLUMNS]
        cells = [_row(document, today, messages) for document in documents]
        rows = Rows.of(screen, [headings, *cells])
        _say_all(screen, rows.lines(headings))
        for document, row in zip(documents, cells, strict=True):
            _say_all(screen, rows.lines(row, (None, STYLES.get(document.state))))
            if document.missing and document.state != "waiting":
                lacks = f"{messages.text('status.missing')}: {', '.join(document.missing)}"
                _say_all(screen, fill(screen, harmless(lacks), BELOW))
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
    _say_all(screen, fill(screen, harmless(text), ""))


def _say_all(screen: show.Screen, lines: Iterable[str]) -> None:
    for line in lines:
        screen.say(line)


# --- a row a case ---------------------------------------------------------------------------------


def _cells(agenda: Agenda, today: date, messages: Messages) -> list[str]:
    following = agenda.next
    deadline = following.deadline if following else None
    return [
        harmless(agenda.nomor),
        harmless(agenda.pk or NOTHING),
        agenda.stage or NOTHING,
        f"{agenda.done}/{agenda.asked}" if agenda.readable else NOTHING,
        deadline.isoformat() if deadline else NOTHING,
        _left(deadline, today, messages) if deadline else "",
    ]


def _styles(agenda: Agenda, today: date) -> list[str | None]:
    """Only a deadline that has passed is painted."""
    following = agenda.next
    late = following is not None and following.deadline is not None and following.deadline < today
    return [*[None] * CASE_COLUMNS.index("deadline"), STYLES["late"] if late else None]


def _open(
    agenda: Agenda, due_before: date | None, messages: Messages
) -> Iterator[tuple[str, str | None]]:
    """What holds the case up, then its documents by their state, each with its style.

    Of those whose stage is still to come only the one that is named whose deadline the row shows.
    """
    if agenda.errors:
        yield _errors(agenda, messages), STYLES["late"]
    documents = agenda.until(due_before) if due_before else agenda.documents
    for state in (*OPEN, "waiting"):
        these = [document for document in documents if document.state == state]
        if state == "waiting" and not due_before:
            these = [document for document in these if document is agenda.next]
        if names := _names(these, messages):
            yield messages.text(f"status.named.{state}", names=names), STYLES.get(state)


def _names(documents: Iterable[Document], messages: Messages) -> str:
    """Names of documents in one state; of a repeated one the name once, then which ones."""
    which: dict[str, list[str]] = {}
    for document in documents:
        few = [document.item] if document.item else []
        if document.state == "blocked" and document.missing:
            keys = count(messages, "key", len(document.missing))
            few.append(messages.text("status.lacks", keys=keys))
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
    states: tuple[State, ...] = (*OPEN, "waiting")
    numbers = {state: sum(d.state == state for d in documents) for state in states}
    cases = count(messages, "case", len(agendas))
    if due_before is None:
        return messages.text("status.summary", date=today, cases=cases, **numbers)
    return messages.text(
        "status.summary_until", date=today, until=due_before, cases=cases, **numbers
    )


def _way_on(agendas: Iterable[Agenda], messages: Messages) -> str:
    """Where the errors of these cases are told."""
    failed = [agenda.nomor for agenda in agendas if agenda.errors]
    names = " ".join(failed) if len(failed) <= MOST_NAMED else ""
    return messages.text("status.way_on", names=names).rstrip()


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


def _row(document: Document, today: date, messages: Messages) -> list[str]:
    return [
        harmless(document.label),
        messages.text(f"status.state.{document.state}"),
        document.deadline.isoformat() if document.deadline else NOTHING,
        ", ".join(harmless(note) for note in _notes(document, today, messages)),
    ]


def _notes(document: Document, today: date, messages: Messages) -> Iterator[str]:
    """How far the deadline is; date and number of the paper."""
    if document.deadline and document.state != "done":
        yield _left(document.deadline, today, messages)
    if document.dated:
        yield messages.text("status.dated", date=document.dated)
    if document.number:
        yield document.number
