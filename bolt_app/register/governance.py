"""What an organisation decides on: its data-protection officer's questions, the settings of generative AI.

Gives no verdict and no advice: a question stays a question, with what either side says.
"""

from dataclasses import dataclass

from bolt_app.register.kinds import Default


@dataclass(frozen=True, slots=True)
class OfficerQuestion:
    """A question for a data-protection officer.

    Attributes:
        key: its name in the register.
        topic: what it is about, in a few words.
        question: the question in one or two sentences; it never answers itself.
        slack_side: keys of the claims on what Slack says to it; never empty.
        other_side: keys of the claims on what authorities or others say, or on what was not found; never
            empty.
    """

    key: str
    topic: str
    question: str
    slack_side: tuple[str, ...]
    other_side: tuple[str, ...]

    @property
    def claims(self) -> tuple[str, ...]:
        """Keys of all its claims, Slack's own side first."""
        return self.slack_side + self.other_side


@dataclass(frozen=True, slots=True)
class AiSetting:
    """A setting in Slack that governs generative AI; none of them is the opt-out from the global models.

    Attributes:
        key: its name in the register.
        name: what is set.
        effect: one or two sentences on what can be chosen.
        default: what holds when nobody has done anything.
        path: where it is, as Slack's help names the steps, or None: not said in the copies read.
        holder: who holds it, or None: not said.
        plan: on which plan it is there, or None: not said.
        claims: keys of the claims it stands on, never empty; their sources are its sources.
    """

    key: str
    name: str
    effect: str
    default: Default
    claims: tuple[str, ...]
    path: str | None = None
    holder: str | None = None
    plan: str | None = None
