"""Lines become loads that fit a vehicle, and loads become trips."""
