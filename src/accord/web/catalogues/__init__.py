"""The words of all pages in four languages: find them, keep them, check them.

python -m accord.web.catalogues extract   new words into locale/<lang>/.../django.po
python -m accord.web.catalogues compile   django.mo out of every django.po
python -m accord.web.catalogues check     nothing is missing, stale or forbidden

Each may be followed by the names of apps: `extract voice`.

Needs `polib` (requirements/dev.in), and nothing else. docs/translating.md says how
to use it.
"""
