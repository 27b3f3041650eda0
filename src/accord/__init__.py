"""Accord: an information and logistics hub for a coalition."""

__version__ = "0.1.0"
