"""Rules by topic: functions from a case to what is wrong with it.

Why: a rule stands alone, so that it can be read, tested and cited alone; `validate` asks them all.
A rule may be given a case that was salvaged from a file with faults of shape: what could not be
read there is None, even where the model says otherwise.
"""
