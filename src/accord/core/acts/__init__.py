"""What can be said: canonical bytes, keys, envelopes, one dataclass per kind of act."""
