"""What is true of actions, tasks and reports."""

from dataclasses import dataclass, field

PLANNED, CANCELLED, FINISHED = "planned", "cancelled", "finished"


@dataclass(slots=True)
class Action:
    """An action: who plans it, who may see it, who takes part by which act."""

    id: str
    by: str
    visibility: str
    audience: frozenset[str]
    state: str = PLANNED
    joined: dict[str, str] = field(default_factory=dict)

    def open_to(self, member: str) -> bool:
        """Whether a member may know of it."""
        return self.visibility != "named" or member in (self.by, *self.audience)


@dataclass(slots=True)
class Together:
    """Actions by act id, tasks that are done, and reports with what replaced them."""

    actions: dict[str, Action] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)
    superseded: dict[str, str] = field(default_factory=dict)
