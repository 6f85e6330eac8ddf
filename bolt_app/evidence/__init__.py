"""Mails as evidence: read, checked, graded, kept. Knows no view and no database, and sets no status."""
