"""LibreOffice: found, started, and given Word documents to turn into PDF.

Why: nothing outside this package knows how LibreOffice is started, talked to or ended; whoever
has a `Converter` need not know which of its two ways it goes.
"""

from pipeline.soffice.converter import Converter, start
from pipeline.soffice.installation import WAYS, Installation, Way, find

__all__ = ["WAYS", "Converter", "Installation", "Way", "find", "start"]
