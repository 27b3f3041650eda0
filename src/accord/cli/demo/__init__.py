"""The story of a first coalition, told with real keys through the real sequencer.

A flood on the Lower Danube; three organisations that never worked together found a
coalition, a fourth joins, they speak, and goods move. All of them are invented.
"""
