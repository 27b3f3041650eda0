"""Routes: PyVRP's local search on parts of the problem, in all cores at once."""
