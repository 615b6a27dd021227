"""The catalog: what each document is, who reads it, when it is due, what it needs.

Why: a new document is a Word file and an entry here, and no Python; and `check` can say which
missing key stops which paper.
"""

from pipeline.catalog.entry import ALL, ANY, Due, Entry
from pipeline.catalog.loading import CATALOG_FILE, Catalog, load

__all__ = ["ALL", "ANY", "CATALOG_FILE", "Catalog", "Due", "Entry", "load"]
