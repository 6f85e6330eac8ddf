"""Tests of the worker, which sends what is due."""
