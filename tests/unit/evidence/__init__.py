"""Mails as evidence: reading, checking, grading, keeping."""
