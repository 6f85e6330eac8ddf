"""The register: every statement shown about Slack, with its source; knows no person, no view, no record."""

from bolt_app.register.checks import check, pending
from bolt_app.register.comparison import Change, PointChange, compared, steps
from bolt_app.register.governance import AiSetting, OfficerQuestion
from bolt_app.register.kinds import (
    IN_SHORT,
    STATEMENTS,
    ClaimKind,
    Confidence,
    DataCategory,
    Default,
    ModelKind,
    ModelScope,
    Slot,
)
from bolt_app.register.loader import load
from bolt_app.register.model import (
    Claim,
    Difference,
    MemberQuestion,
    OpenQuestion,
    Practice,
    Register,
    Source,
    TimelineEvent,
)
from bolt_app.register.rows import RegisterError
from bolt_app.register.versions import Point, Version
from bolt_app.register.words import Mark, Words

__all__ = [
    "IN_SHORT",
    "STATEMENTS",
    "AiSetting",
    "Change",
    "Claim",
    "ClaimKind",
    "Confidence",
    "DataCategory",
    "Default",
    "Difference",
    "Mark",
    "MemberQuestion",
    "ModelKind",
    "ModelScope",
    "OfficerQuestion",
    "OpenQuestion",
    "Point",
    "PointChange",
    "Practice",
    "Register",
    "RegisterError",
    "Slot",
    "Source",
    "TimelineEvent",
    "Version",
    "Words",
    "check",
    "compared",
    "load",
    "pending",
    "steps",
]
