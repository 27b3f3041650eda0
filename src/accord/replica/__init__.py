"""A member's own copy of the log: follow a hub, check all of it, cosign, take over.

http ── source ──┐                      what a host sends, within limits
hashes ──────────┼─ follow ── store     checked, replayed, made durable
signatures ──────┘     │
                    cosign              and only then confirmed
"""
