"""For the core's tests, which run without Django."""

from hypothesis import settings

settings.register_profile(
    "core", deadline=None, derandomize=True, database=None, max_examples=50
)
settings.load_profile("core")
