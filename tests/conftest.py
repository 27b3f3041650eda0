"""For all tests that use Django; settings are in tests/settings.py."""
