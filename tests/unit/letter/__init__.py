"""Tests of the letters; nothing is sent."""
