"""The intake of a register workbook: cells with places in, text of case files out.

Why: an office has kept its clients in one wide sheet for years; what stands there must come into
case files as it is, and what cannot be read for certain must be told, never guessed and never lost.
"""
