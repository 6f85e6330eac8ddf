"""Tests of the languages and of how texts become one of them."""
