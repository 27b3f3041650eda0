"""Short forms: lots are frozen or freed; a need or an offer is over."""

from django import forms
from django.utils.translation import gettext_lazy

from accord.supplies.forms.noted import Reasoned


class RecallForm(Reasoned):
    """Lots to freeze wherever they are, or to free again."""

    kind = "supplies.recall"

    def __init__(
        self, *args: object, lots: list[str], stands: bool, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.stands = stands
        self.fields["lots"] = forms.MultipleChoiceField(
            choices=[(one, one) for one in lots],
            error_messages={"required": gettext_lazy("Choose at least one lot.")},
        )

    def body(self) -> dict[str, object]:
        """The act's body."""
        lots = sorted(set(self.cleaned_data["lots"]))
        return {"lots": lots, "stands": self.stands}


class CloseForm(Reasoned):
    """A need or an offer is over."""

    kind = "supplies.close"

    def __init__(self, *args: object, act: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.act = act

    def body(self) -> dict[str, object]:
        """The act's body."""
        return {"act": self.act}
