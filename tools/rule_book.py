"""The rules of law as documents: a table of all, then each with what `berkas rules` says of it.

Why: a head of office or a prosecutor asks what the program holds a case to and by which article;
the answer must be what it does, so the rules themselves write it.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

from pipeline import messages
from pipeline.messages import Messages
from pipeline.rules.book import RULES, TOPICS
from pipeline.rules.example import ask, example
from pipeline.rules.rule import Rule
from pipeline.settings import Language
from pipeline.values import write_date
from tools.markdown import block, table

HEADS: dict[Language, tuple[str, ...]] = {
    "en": ("Code", "Weight", "Rule", "Basis"),
    "id": ("Kode", "Bobot", "Aturan", "Dasar"),
}


def rules(language: Language) -> str:
    """All rules in one language."""
    said = messages.load(language)
    parts = [said.text("rules.number", rules=len(RULES) + len(list(_among_cases(said))))]
    for topic in TOPICS:
        parts += [f"## {title(topic, said)}", _table(topic.RULES, said)]
        parts += ["\n".join(_rule(rule, said)) for rule in topic.RULES]
    parts.append(f"## {said.text('rules.topics.together')}")
    parts += ["\n".join(_of_many(code, said)) for code in _among_cases(said)]
    return "\n\n".join(parts)


def title(topic: ModuleType, said: Messages) -> str:
    """What a topic is called."""
    return said.text(f"rules.topics.{topic.__name__.rpartition('.')[2]}")


def _table(of_topic: tuple[Rule, ...], said: Messages) -> str:
    rows = [
        (
            f"[{rule.code}](#{rule.code.lower()})",
            said.text(f"show.{rule.severity}"),
            said.problems[rule.code]["title"],
            said.problems[rule.code]["basis"],
        )
        for rule in of_topic
    ]
    return table(HEADS[said.language], rows)


def _rule(rule: Rule, said: Messages) -> Iterator[str]:
    entry = said.problems[rule.code]
    yield f"### {rule.code}\n"
    yield f"**{entry['title']}.** {entry['explanation']}\n"
    for name, text in _facts(rule, entry["basis"], said):
        yield f"- {said.text(f'rules.{name}')}: {text}"
    yield f"\n{said.text('rules.failing')}:\n"
    yield block(rule.failing.strip("\n").split("\n"), "yaml") + "\n"
    for problem in ask(rule, example(rule, rule.failing)):
        yield f"> {said.message(problem)} {said.hint(problem)}\n"
    yield f"{said.text('rules.passing')}:\n"
    yield block(rule.passing.strip("\n").split("\n"), "yaml")


def _among_cases(said: Messages) -> Iterator[str]:
    """Codes of what is found among the cases of one call, which no case breaks alone."""
    alone = {rule.code for rule in RULES}
    return (code for code in said.problems if code.startswith("KS") and code not in alone)


def _of_many(code: str, said: Messages) -> Iterator[str]:
    entry = said.problems[code]
    yield f"### {code}\n"
    yield f"**{entry['title']}.** {entry['explanation']}\n"
    yield f"- {said.text('rules.basis')}: {entry['basis']}"


def _facts(rule: Rule, basis: str, said: Messages) -> Iterator[tuple[str, str]]:
    yield "basis", basis
    yield "ground", said.text(f"rules.grounds.{rule.ground}")
    yield "kinds", ", ".join(f"`{kind}`" for kind in rule.kinds)
    if rule.acts:
        yield "acts", ", ".join(f"`{act}`" for act in rule.acts)
    if rule.since:
        yield "since", write_date(rule.since)
    if rule.until:
        yield "until", write_date(rule.until)
