"""The kinds a register's rows may be of, and the places its claims stand in; knows no row and no file."""

from enum import StrEnum
from typing import Final


class ClaimKind(StrEnum):
    """On whose word a claim stands."""

    SAID = "said"
    """Slack or Salesforce says so on a page of their own."""
    REPORTED = "reported"
    """Others say so, or others quote Slack."""
    NOT_FOUND = "not-found"
    """We looked for it and did not find it."""
    READING = "reading"
    """Our own conclusion; the claims it rests on are named."""


class Confidence(StrEnum):
    """How close to the source we came. For what is known from memory there is no value: it does not load."""

    READ = "read"
    """The source's own text was read in a copy."""
    REPORTED = "reported"
    """Known through somebody else's report of the source."""
    WEAK = "weak"
    """Known through one source that others do not confirm, or dated by inference."""


class ModelScope(StrEnum):
    """Whose data goes into the model that serves a practice."""

    GLOBAL = "global"
    WORKSPACE = "workspace"
    MIXED = "mixed"
    NOT_SAID = "not-said"
    THIRD_PARTY_LLM = "third-party-llm"


class ModelKind(StrEnum):
    """What the model does."""

    PREDICTIVE = "predictive"
    GENERATIVE = "generative"


class DataCategory(StrEnum):
    """Whose decision the data is, in the two kinds that Slack's texts tell apart."""

    CUSTOMER_DATA = "customer-data"
    """Messages, files, objects and transcripts: the customer decides, and the opt-out speaks of these."""
    OTHER_INFORMATION = "other-information"
    """Usage, account and workspace information: Slack says that it controls these itself."""


class Default(StrEnum):
    """Whether a workspace is in when nobody has done anything."""

    IN = "in"
    OUT = "out"
    DEPENDS_ON_PLAN = "depends-on-plan"
    NOT_SAID = "not-said"


class Slot(StrEnum):
    """A place in a view that owes exactly one claim."""

    HEADLINE = "headline"
    PREDICTIVE = "predictive"
    CONTENT_ACCESS = "content_access"
    GENERATIVE = "generative"
    CONTRACT = "contract"
    WHO_CAN = "who_can"
    HOW = "how"
    EMAIL_ONLY = "email_only"
    AFTER_OPT_OUT = "after_opt_out"
    NOT_SWITCHED_OFF = "not_switched_off"
    NO_DEADLINE = "no_deadline"
    NO_QUERY = "no_query"
    ORGANISATION_REACH = "organisation_reach"
    AI_SWITCHES_APART = "ai_switches_apart"
    PRIVATE_CHANNELS = "private_channels"
    PAST_MESSAGES = "past_messages"
    ALONE = "alone"
    IN_SHORT_1 = "in_short_1"
    IN_SHORT_2 = "in_short_2"
    IN_SHORT_3 = "in_short_3"
    IN_SHORT_4 = "in_short_4"


STATEMENTS: Final = (
    Slot.PREDICTIVE,
    Slot.GENERATIVE,
    Slot.CONTRACT,
    Slot.WHO_CAN,
    Slot.HOW,
    Slot.EMAIL_ONLY,
    Slot.AI_SWITCHES_APART,
    Slot.AFTER_OPT_OUT,
    Slot.NO_DEADLINE,
    Slot.NO_QUERY,
)
"""The ten statements for display, in their order."""

IN_SHORT: Final = (Slot.IN_SHORT_1, Slot.IN_SHORT_2, Slot.IN_SHORT_3, Slot.IN_SHORT_4)
"""The lines of *In short*: predictive models, generative AI, who can change it, what an opt-out leaves."""
