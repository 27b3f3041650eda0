"""The shipped catalogue: usual relief items, to begin with."""
