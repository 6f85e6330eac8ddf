"""Tests of the pretended Slack and of the try-out page."""
