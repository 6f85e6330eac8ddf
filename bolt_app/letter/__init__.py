"""The letters an owner sends to Slack from their own mail account. The app prepares them and sends none."""

from bolt_app.letter.letter import Letter, Place, compose, questions

__all__ = ["Letter", "Place", "compose", "questions"]
