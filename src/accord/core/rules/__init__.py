"""The fold: for every kind of act who must sign, why not, and what it changes."""
