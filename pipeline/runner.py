"""Run cases through the stages. Whoever reads `run_case` has seen the program.

Why: the command line and the desk are two faces of one runner, which knows neither.
"""

from __future__ import annotations
