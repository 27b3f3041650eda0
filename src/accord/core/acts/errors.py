"""Every error that the core raises.

    AccordError
     ├── Malformed   the bytes are not in the one accepted form
     └── Refused     the form is right, and the rules say no

Each holds a sentence for the person who made the act, as a template and its values,
so that a page can say it in the reader's language.
"""


class AccordError(Exception):
    """A sentence for a person: `template` in English, filled with `values`."""

    def __init__(self, template: str, **values: object) -> None:
        super().__init__(template, values)
        self.template = template
        self.values = values

    def __str__(self) -> str:
        return self.template.format(**self.values)


class Malformed(AccordError):
    """The bytes are not in the one accepted form."""


class Refused(AccordError):
    """The form is right, and the rules say no."""
