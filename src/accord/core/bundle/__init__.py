"""The public proof of one act of voice: make it, check it, say what it proves.

`gather.gather` makes a bundle out of a log, `check.check` verifies one and returns an
`answer.Answer`, `explain.explain` puts that into sentences.
"""
