"""Measurements by hand, each one ratio in one run; nothing here is collected by pytest."""
