"""The single-file offline page, `accord-sign.html`: makes stamps, shows and signs acts.

It is made of the same modules that sign on the hub's pages, in one file that connects
to nothing: its security policy allows its own script and style by hash, nothing else.
"""

from accord.web.offline.build import offline_page

__all__ = ["offline_page"]
