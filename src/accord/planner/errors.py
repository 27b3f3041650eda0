"""What the planner refuses.

PlannerError
    BadProblem   what was given cannot be read as a problem
    Impossible   it was read, and no plan of the asked kind exists
"""


class PlannerError(Exception):
    """The planner cannot do this. The message is a sentence for a person."""


class BadProblem(PlannerError):
    """The problem is not in the form that is documented, or is too large."""


class Impossible(PlannerError):
    """No plan keeps all the rules; the message says which were in the way."""
