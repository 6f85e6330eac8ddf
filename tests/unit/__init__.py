"""Tests of one module at a time; nothing here needs a database."""
