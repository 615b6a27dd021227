"""The handling of Word files: opened with distrust, filled, finished.

A template goes through these in turn: `package` looks into the file before anything opens it,
`tags` and `pairs` refuse tags that would not be filled, `template` fills them, `faults` puts
Jinja's complaints into our codes, `paragraphs` makes real paragraphs of narratives, `finish` sets
letterhead, paper and properties and fixes the bytes.

Why: the render stage tells in what order things happen; how a Word file does them stands here.
"""
