"""Tests, by how much of the app they run: units, storage, scenarios, browser."""
