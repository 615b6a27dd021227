"""Readers of single values: from what an officer typed to a value that keeps its meaning.

Every value reaches them as text (see ``yaml_text``), so a NIK keeps its zeros and ``no`` stays a
word. A reader returns the value or raises ``PydanticCustomError`` whose type is a code of
``locale/``; the validate stage puts the place beside it.

Why: YAML's own guesses change what was typed; here each key says what it holds.
"""
