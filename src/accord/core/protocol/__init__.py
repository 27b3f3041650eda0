"""What members' replicas and the hub say to each other, and what follows from it.

`quorum` says when a checkpoint is final, `cosigner` is one member's memory and its
rules, `takeover` chooses another hub, `evidence` proves a dishonest one. Nothing here
reads a clock, a file or a socket: the caller does, and brings what it read.
"""
