"""The verifier: pure, with no clock, file, socket or framework."""
