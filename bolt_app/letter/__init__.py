"""The letters an owner sends to Slack from their own mail account. The app prepares them and sends none."""

from bolt_app.letter.compose import compose
from bolt_app.letter.kinds import LetterKind
from bolt_app.letter.letter import Letter
from bolt_app.letter.place import Place
from bolt_app.letter.so_far import SoFar, fits, so_far, taking_back

__all__ = ["Letter", "LetterKind", "Place", "SoFar", "compose", "fits", "so_far", "taking_back"]
