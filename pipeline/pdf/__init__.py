"""The handling of PDF pages: made ready to be copied, stamped, and read back.

Why: the bundle stage tells in what order things happen; how a PDF does them stands here.
"""

import logging

# Without a handler, Python prints what pypdf murmurs about a sloppy file to stderr; what matters of
# it is raised. A program that wants to see it adds a handler of its own.
logging.getLogger("pypdf").addHandler(logging.NullHandler())
