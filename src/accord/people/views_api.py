"""Signing in and out, for programs and for the pages' own script."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_POST

from accord.core.acts import keys
from accord.core.acts.canonical import Limits, read
from accord.core.acts.encoding import from_base64
from accord.core.acts.errors import Malformed, Refused
from accord.core.acts.fields import Fields, digest, flag, text
from accord.core.acts.fields import key as read_key
from accord.core.acts.times import write
from accord.core.rules.requirement import Key
from accord.ledger import clock
from accord.ledger.cache import reading
from accord.ledger.problems import problem, sentence
from accord.people import challenge, sessions
from accord.people.names import person_name

BODY = Limits(size=4096, depth=2, strings=16, ascii_only=True)

UNKNOWN = gettext_noop(
    "This device belongs to no member here. Ask a colleague for an invitation."
)
NOT_FOUNDED = gettext_noop("The coalition is not founded yet.")


@require_POST
def new_challenge(request: HttpRequest) -> HttpResponse:
    """POST /api/v1/session/challenge"""
    return JsonResponse({"challenge": challenge.make()})


@require_http_methods(["POST", "DELETE"])
def session(request: HttpRequest) -> HttpResponse:
    """/api/v1/session: sign in, sign out."""
    if request.method == "DELETE":
        sessions.end(request)
        return HttpResponse(status=204)
    try:
        key, shared = _answered(request.body)
    except Malformed as error:
        return problem(400, _("Not signed in"), sentence(error))
    except Refused as error:
        return problem(403, _("Not signed in"), sentence(error))
    sessions.begin(request, key, shared=shared)
    return JsonResponse(
        {
            "member": key.member,
            "person": key.person,
            "name": person_name(key.member, key.person or ""),
            "roles": sorted(key.roles),
        }
    )


def _answered(body: bytes) -> tuple[Key, bool]:
    """The device that signed its challenge, and whether it says that it is shared;
    raises Malformed or Refused.

    Nothing about a key is said before its holder has signed.
    """
    fields = Fields(read(body, BODY), "answer")
    given = fields.take("challenge", digest)
    public = fields.take("key", read_key)
    signature = from_base64(fields.take("sig", text))
    shared = bool(fields.maybe("shared", flag))
    fields.end()
    if len(signature) != 64 or not keys.is_sound(public):
        raise Malformed("This is not a signature by an Ed25519 key.")
    challenge.check(given, public, _coalition(), signature)
    return _live(keys.keyid(public)), shared


def _coalition() -> str:
    with reading() as state:
        if not state.coalition:
            raise Refused(NOT_FOUNDED)
        return state.coalition


def _live(keyid: str) -> Key:
    now = write(clock.now())
    with reading() as state:
        key = state.keys.get(keyid)
        if key is None or key.purpose != "desk":
            raise Refused(UNKNOWN)
        dead = state.why_dead(key, max(now, state.time))
        if dead is not None:
            raise dead
        return key
