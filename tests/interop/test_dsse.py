"""securesystemslib and cryptography verify our envelopes, leaves and checkpoints."""

import json
from copy import deepcopy

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_der_public_key
from securesystemslib.dsse import Envelope
from securesystemslib.exceptions import VerificationError
from securesystemslib.signer import Key, SSlibKey

from accord.core.acts.envelope import PAYLOAD_TYPE, pae, parse_leaf
from accord.core.acts.keys import SPKI_PREFIX
from accord.core.tlog import note
from tests.bad_bundles import Document, good
from tests.bundles import checkpoint
from tests.coalition import keyid, public

COALITION, _, BUNDLE = good()
SIGNERS = ("alfa/press", "bravo/press", "delta/voice")


def key(name: str) -> Key:
    """The key called `name`, as securesystemslib holds it."""
    return SSlibKey(keyid(name), "ed25519", "ed25519", {"public": public(name)})


def theirs(document: Document) -> Envelope:
    """The envelope as securesystemslib reads it, which changes what it reads."""
    return Envelope.from_dict(deepcopy(document))


@pytest.mark.parametrize("threshold", [1, 2, 3])
def test_the_threshold_of_an_envelope(threshold: int) -> None:
    envelope = theirs(BUNDLE["envelope"])
    assert envelope.pae() == pae(envelope.payload)
    accepted = envelope.verify([key(name) for name in SIGNERS], threshold)
    assert len(accepted) == threshold
    assert set(accepted) <= {keyid(name) for name in SIGNERS}


def test_a_threshold_that_is_not_met() -> None:
    envelope = theirs(BUNDLE["envelope"])
    with pytest.raises(VerificationError, match="Found: 2, Expected 3"):
        envelope.verify([key(name) for name in (*SIGNERS[:2], "charlie/voice")], 3)


def test_another_payload() -> None:
    envelope = theirs(BUNDLE["envelope"])
    envelope.payload += b" "
    with pytest.raises(VerificationError):
        envelope.verify([key(name) for name in SIGNERS], 1)


def test_every_envelope_of_a_bundle() -> None:
    names = [*SIGNERS, "alfa", "bravo", "charlie", "delta", "hub"]
    names += ["alfa/people", "bravo/people"]
    names += [f"{name} invite" for name in names]
    keys = [key(name) for name in names]
    for document in [BUNDLE["envelope"], *BUNDLE["charter"], *BUNDLE["keys"]]:
        envelope = theirs(document)
        assert envelope.payload_type == PAYLOAD_TYPE
        envelope.verify(keys, len(document["signatures"]))


def test_every_leaf_of_a_log() -> None:
    """A leaf is a DSSE envelope too, with the log's time beside it."""
    for data in COALITION.leaves:
        document = json.loads(data)
        leaf = parse_leaf(data)
        (signature,) = theirs(document).signatures.values()
        assert signature.signature == leaf.signature.sig.hex()
        state_key = COALITION.state.keys[leaf.signature.keyid]
        raw = Ed25519PublicKey.from_public_bytes(bytes.fromhex(state_key.key))
        raw.verify(leaf.signature.sig, pae(leaf.payload))
        with pytest.raises(InvalidSignature):
            raw.verify(leaf.signature.sig, pae(leaf.payload) + b" ")


def test_a_checkpoint() -> None:
    text = checkpoint(COALITION)
    head, (signature,) = note.parse(text)
    hub = load_der_public_key(SPKI_PREFIX + bytes.fromhex(public("hub")))
    assert isinstance(hub, Ed25519PublicKey)
    hub.verify(signature.data[4:], text.partition("\n\n")[0].encode() + b"\n")
    assert head.size == COALITION.state.size
