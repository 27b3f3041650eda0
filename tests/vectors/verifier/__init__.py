"""A second implementation of Accord's formats, which shares no code with the first.

It is written from the pages in docs/formats and uses Python, its standard library and
`cryptography` alone. It is slow and small, and it is there to be read: whoever writes a
verifier in another language can start from it. `python -m tests.vectors.verifier` runs
it over the public vectors.

    form      JSON, base64, times, keys, signatures
    payload   what acts may say
    record    envelopes, leaves and ids
    tree      Merkle trees, checkpoints, proofs, tiles, lines of the standing
    charter   lists of members, devices, and who has to sign
    bundle    the public proof of a statement
    log       a whole log: who signed what, when it took effect, what stands
    files     act files, key files, cards, recovery sheets
"""
