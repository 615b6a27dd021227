"""What a template may read, and whether a template keeps to it, without any case.

`types` are the types of what a template reads, `view` the tree of all paths for one document and
one kind of case, `readers` who may read which of them. `check.check_source` runs a template on
types in place of values: every branch that some case can take is taken.

Why: a template that fails fails with the case that lacks what it prints, on the day on which the
letter is due; and what a site must not read must not stand in a letter that nobody looked at.
"""

from pipeline.contract.check import check_source
from pipeline.contract.faults import Fault
from pipeline.contract.fields import Row, fields

__all__ = ["Fault", "Row", "check_source", "fields"]
