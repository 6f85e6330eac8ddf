"""Tests of the pages a browser sees."""
