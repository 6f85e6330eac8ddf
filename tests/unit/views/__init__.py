"""Tests of the views, which need no Slack and no database."""
