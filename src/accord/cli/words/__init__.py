"""An act in words, for a terminal: what one signs has to be readable without a network.

English alone; pages and the offline page say the same in four languages.
"""
