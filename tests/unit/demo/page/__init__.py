"""Tests of the try-out page, as somebody with a browser meets it."""
