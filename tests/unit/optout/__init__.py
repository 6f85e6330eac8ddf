"""Tests of the opt-out: its table, its rules, its record and its chain; no Slack and no database."""
