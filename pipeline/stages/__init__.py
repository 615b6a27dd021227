"""The verbs of the pipeline, one public function a file.

Why: whoever reads the file list has read the way of a case.
"""
