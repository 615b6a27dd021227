"""berkas: from one YAML file per case to the complete, checked set of a probation office's papers.

Why: the import package is called ``pipeline`` because its file list shows the way of a case;
the distribution and the command are called ``berkas``.
"""

__version__ = "0.1.0"
