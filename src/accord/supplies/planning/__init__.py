"""From the hub's state to a plan, and from a plan to what its owners agree to."""
