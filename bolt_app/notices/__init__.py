"""Telling people that Slack changed one of its texts: who wants it, and when it is due."""
