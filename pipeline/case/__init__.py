"""The case file as frozen models, a module for each stretch of a case's life.

Why: the vocabulary of the case file stands here once; the editor's schema, the field list and
the templates' view are derived from it.

No module of models postpones its annotations: pydantic would compile each of them anew at every
start, which costs `check` ten milliseconds.
"""

from pipeline.case.model import Case

__all__ = ["Case"]
