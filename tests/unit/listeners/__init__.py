"""Tests of what the listeners are made of; no app is wired."""
