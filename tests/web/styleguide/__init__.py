"""Every component on a few pages, with invented contents: to look at, and to test.

python -m tests.web.styleguide   serves it on 127.0.0.1:8765
"""
