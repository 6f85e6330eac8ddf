"""Tests of the register; they know its files and values, no view."""
