"""A member's first person: invited with the stamp, from a private link."""

from django.http import HttpRequest, HttpResponse

from accord.core.acts.errors import AccordError
from accord.core.acts.times import write
from accord.ledger import clock
from accord.ledger.cache import reading
from accord.ledger.prepare import prepare
from accord.ledger.problems import from_error
from accord.people.forms import InvitationForm
from accord.people.problems import form_problem


def has_people(handle: str) -> bool:
    """Whether somebody of a member can sign in already and invite others."""
    now = write(clock.now())
    with reading() as state:
        return any(
            key.purpose == "desk"
            and key.member == handle
            and "people" in key.roles
            and state.why_dead(key, now) is None
            for key in state.keys.values()
        )


def first_invitation(request: HttpRequest, handle: str, then: str) -> HttpResponse:
    """Prepares an invitation by `handle`: nothing holds before its stamp is on it."""
    form = InvitationForm(request.POST, people=[])
    if not form.is_valid():
        return form_problem(form)
    try:
        prepared = prepare(handle, "charter.invite", form.body(), form.contents())
    except AccordError as error:
        return from_error(error)
    return prepared.response(then)
