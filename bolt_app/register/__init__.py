"""The register: every statement shown about Slack, with its source; knows no person, no view, no record."""

from bolt_app.register.checks import check, pending
from bolt_app.register.kinds import (
    IN_SHORT,
    STATEMENTS,
    ClaimKind,
    Confidence,
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

__all__ = [
    "IN_SHORT",
    "STATEMENTS",
    "Claim",
    "ClaimKind",
    "Confidence",
    "Default",
    "Difference",
    "MemberQuestion",
    "ModelKind",
    "ModelScope",
    "OpenQuestion",
    "Practice",
    "Register",
    "RegisterError",
    "Slot",
    "Source",
    "TimelineEvent",
    "check",
    "load",
    "pending",
]
