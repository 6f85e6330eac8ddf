"""The watch of Slack's own pages: what they say, what changed, which quotes still stand; it keeps nothing."""

from bolt_app.register.words import Mark, Words
from bolt_app.watch.archive import PageArchive
from bolt_app.watch.change import Comparison, Paragraph, PolicyChange
from bolt_app.watch.finding import Failure, FailureKind, Finding, FindingKind
from bolt_app.watch.model import Declaration, Look, RecordKind, Standing, Validators, Version
from bolt_app.watch.packing import packed, unpacked

__all__ = [
    "Comparison",
    "Declaration",
    "Failure",
    "FailureKind",
    "Finding",
    "FindingKind",
    "Look",
    "Mark",
    "PageArchive",
    "Paragraph",
    "PolicyChange",
    "RecordKind",
    "Standing",
    "Validators",
    "Version",
    "Words",
    "packed",
    "unpacked",
]
