"""The planner: who gets what, from which store, by which vehicle, and why not more.

Pure: a frozen problem, a seed and a budget in, a plan out. No Django, no clock of its
own, no file, no socket. `docs/planner.md` tells how it works.
"""
