"""VRPLIB files in PyVRP's dialect: read, and their solutions written."""
