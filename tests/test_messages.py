"""Both languages say the same, everything that the program says has its sentence, and no more."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from pipeline import messages
from pipeline.cli.frame import BELOW, VERBS
from pipeline.errors import Problem
from pipeline.settings import Language

PACKAGE = Path(__file__).parents[1] / "pipeline"
CODE = re.compile(r"(?:[A-Z]{3}|KS)\d{3}")
FIELDS = {"title", "message", "hint", "hint_error", "suggest", "basis", "related", "explanation"}
# Parameters that are added behind the place at which a problem is made.
ADDED_LATER = {"KNV": {"document"}, "PGN": {"command"}, "TPL": {"template"}}


@cache
def trees() -> dict[Path, ast.Module]:
    """The parsed source of every module of the package."""
    return {file: ast.parse(file.read_text(encoding="utf-8")) for file in PACKAGE.rglob("*.py")}


def placeholders(sentence: str) -> set[str]:
    """Names in braces of a sentence."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def leaves(node: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """All sentences below a node, by their dotted names."""
    if isinstance(node, dict):
        for key, inner in node.items():
            yield from leaves(inner, f"{name}.{key}" if name else str(key))
    else:
        yield name, node


def codes_in_source() -> set[str]:
    """All codes of problems that the package names."""
    return {
        node.value
        for tree in trees().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and CODE.fullmatch(node.value)
    }


# --- both languages -------------------------------------------------------------------------------


def test_same_codes_and_parameters() -> None:
    """Each problem has the same sentences with the same parameters in both languages."""
    ours, other = messages.load("id").problems, messages.load("en").problems
    assert list(ours) == list(other)
    for code, entry in ours.items():
        assert entry.keys() == other[code].keys(), code
        for name, sentence in entry.items():
            assert placeholders(sentence) == placeholders(other[code][name]), (code, name)


def test_same_texts_and_parameters() -> None:
    """Beside problems, too, each sentence stands in both languages with the same parameters."""
    ours, other = dict(leaves(messages.load("id").texts)), dict(leaves(messages.load("en").texts))
    assert list(ours) == list(other)
    for name, sentence in ours.items():
        if name.startswith("words."):
            continue
        assert placeholders(sentence) == placeholders(other[name]), name


@pytest.mark.parametrize("language", ["id", "en"])
def test_sentences_are_complete(language: str) -> None:
    """Each problem has a title and a message, nothing that nobody shows, and nothing is empty."""
    for code, entry in messages.load(language).problems.items():
        assert {"title", "message"} <= set(entry) <= FIELDS, code
        assert all(sentence.strip() == sentence != "" for sentence in entry.values()), code
        assert entry["message"].endswith((".", "?")), code
        assert placeholders(entry["title"]) == set(), code


def test_languages_differ() -> None:
    """No sentence was left untranslated."""
    ours, other = messages.load("id").problems, messages.load("en").problems
    same = [code for code in ours if ours[code]["message"] == other[code]["message"]]
    assert same == []


# --- what the program says ------------------------------------------------------------------------


def test_every_code_has_its_sentence_and_none_is_unused() -> None:
    """The codes in the source and the codes in the language files are the same."""
    assert codes_in_source() == set(messages.load("id").problems)


def test_every_place_gives_what_its_sentence_needs() -> None:
    """Wherever a problem is made, all parameters of its sentences are given."""
    lacking = [
        (file.relative_to(PACKAGE).as_posix(), call.lineno, code, missing)
        for file, tree in trees().items()
        for call, code in calls(tree)
        if (missing := needed(code) - given(call, tree) - ADDED_LATER.get(code[:3], set()))
    ]
    assert lacking == []


def needed(code: str) -> set[str]:
    """Parameters that a problem's sentences cannot do without."""
    entry = messages.load("id").problems[code]
    names = set[str]().union(*(placeholders(sentence) for sentence in entry.values()))
    return names - {"suggestion"}


def calls(tree: ast.Module) -> Iterator[tuple[ast.Call, str]]:
    """Calls that make a problem: those with a code among their arguments.

    An exception that only carries a code to where its problem is made (`TagError`) is none yet, nor
    is a rule of law, whose own examples prove what its sentences get (`tests/rules/test_book.py`).
    """
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        if name_of(call).endswith("Error") or name_of(call) in ("next", "Rule"):
            continue
        for word in call.args:
            if isinstance(word, ast.Constant) and CODE.fullmatch(str(word.value)):
                yield call, str(word.value)


def name_of(call: ast.Call) -> str:
    """Name of the function or method that is called."""
    return str(getattr(call.func, "attr", getattr(call.func, "id", "")))


def given(call: ast.Call, tree: ast.Module) -> set[str]:
    """Parameters that a call gives, by itself, by a dict of its function, or by what it calls."""
    names = words_of(call)
    called = name_of(call)
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        if function.name == called:
            names |= words_of(function) | {argument.arg for argument in function.args.args}
        elif call in set(ast.walk(function)) and has_open_arguments(call):
            names |= words_of(function)
    return names


def has_open_arguments(call: ast.Call) -> bool:
    """Whether a call takes parameters by a name: ``params`` or ``**params``."""
    return any(isinstance(word, ast.Name | ast.Dict) for word in call.args) or any(
        keyword.arg is None for keyword in call.keywords
    )


def words_of(node: ast.AST) -> set[str]:
    """Keywords and keys of dicts anywhere below a node."""
    names: set[str] = set()
    for inner in ast.walk(node):
        if isinstance(inner, ast.keyword) and inner.arg:
            names.add(inner.arg)
        elif isinstance(inner, ast.Dict):
            names |= {str(key.value) for key in inner.keys if isinstance(key, ast.Constant)}
    return names


def test_every_text_is_said_somewhere() -> None:
    """Each sentence beside problems is named in the command line's source, and each name exists."""
    names = {name for name, _ in leaves(messages.load("id").texts)}
    patterns = [pattern for tree in trees().values() for pattern in said(tree)]
    below = (f"{verb}_{word}" for verb, words in BELOW.items() for word in words)
    by_rule = {f"commands.{verb}" for verb in ("berkas", *VERBS, *below)}
    for name in names:
        ruled = name.startswith(("words.", "metavars.")) or name.rsplit(".", 1)[0] in by_rule
        ruled = ruled or name.startswith(("rules.topics.", "rules.number"))  # docs/rules.md
        ruled = ruled or bool(re.fullmatch(r"commands\.\w+\.options\.\w+", name))
        assert ruled or any(pattern.fullmatch(name) for pattern in patterns), name
    for pattern in patterns:
        assert any(pattern.fullmatch(name) for name in names), pattern.pattern


def said(tree: ast.Module) -> Iterator[re.Pattern[str]]:
    """Names of sentences that a module asks for; what is put in at run time matches any word."""
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        words = [w for w in call.args if isinstance(w, ast.Constant | ast.JoinedStr | ast.IfExp)]
        if name_of(call) in ("text", "_say"):
            for word in words:
                yield from patterns_of(word)


def patterns_of(word: ast.expr) -> Iterator[re.Pattern[str]]:
    """The dotted names that an expression can come to."""
    if isinstance(word, ast.IfExp):
        yield from patterns_of(word.body)
        yield from patterns_of(word.orelse)
    elif isinstance(word, ast.Constant) and isinstance(word.value, str):
        yield re.compile(re.escape(word.value))
    elif isinstance(word, ast.JoinedStr):
        parts = [
            re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"\w+"
            for part in word.values
        ]
        yield re.compile("".join(parts))


# --- the sentences themselves ---------------------------------------------------------------------


def test_a_hint_names_what_was_meant_only_where_something_was() -> None:
    """With a suggestion the hint is that, without one the general way out."""
    said = messages.load("id")
    near = Problem("SKM001", {"key": "nma", "suggestion": "nama"})
    far = Problem("SKM001", {"key": "xyz", "suggestion": ""})
    assert "`nama`" in said.hint(near)
    assert said.hint(far) == said.problems["SKM001"]["hint"]


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_hint_fits_what_it_is_told_of(language: Language) -> None:
    """An empty file may be any YAML file, and a key that stands empty cannot be added."""
    said = messages.load(language)
    empty = said.hint(Problem("YML005"))
    assert all(name in empty for name in ("`office.yaml`", "`berkas new`", "`berkas init`"))
    assert said.hint(Problem("SKM002", {"key": "nama"})).startswith(("Isi `nama:`", "Fill in"))


def test_braces_in_a_value_are_no_placeholders() -> None:
    """What an officer typed is shown as typed, also where it looks like ours."""
    problem = Problem("SKM010", {"value": "{first} {0} {"})
    assert "`{first} {0} {`" in messages.load("id").message(problem)
