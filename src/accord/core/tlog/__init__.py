"""The Merkle tree over the log, its proofs, tiles and checkpoints."""
