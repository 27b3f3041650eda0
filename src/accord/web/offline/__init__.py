"""The single-file offline pages, each one file that connects to nothing.

`accord-sign.html` makes stamps, shows and signs acts; `check.html` says what a proof
file proves. They are made of the same modules as the hub's pages; their security policy
allows their own script and style by hash, nothing else.
"""

from accord.web.offline.build import check_page, offline_page

__all__ = ["check_page", "offline_page"]
