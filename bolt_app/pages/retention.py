"""What is kept, why, and for how long: every column of the database has its line; knows no database."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from bolt_app.i18n import Translator, mark


class Until(Enum):
    """When something goes."""

    LEFT = mark("until the app is removed from the workspace or organisation")
    MINUTES = mark("ten minutes; what is older goes when the next installation begins")
    QUARTER = mark("fifteen minutes; what is older goes when the next link is used")
    DELETED = mark("while the deletion runs, less than a second as a rule")
    HOURS = mark("four hours in memory; it is never written down")
    ALWAYS = mark("as long as this installation exists")
    LOGS = mark("as long as whoever runs the app keeps its logs")
    RETENTION = ""
    """As long as whoever runs the app keeps the record after the app was removed."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table.

    Attributes:
        what: what it is, and of whom.
        why: what it is for.
        until: when it goes.
        columns: `table.column`; none for what is in no table.
    """

    what: str
    why: str
    until: Until
    columns: frozenset[str] = frozenset()


def _of(table: str, *columns: str) -> frozenset[str]:
    return frozenset(f"{table}.{column}" for column in columns)


def _words(table: str, columns: str) -> frozenset[str]:
    return _of(table, *columns.split())


LINES: Sequence[Line] = (
    Line(
        mark(
            "The record: what an owner recorded about the opt-out, in which role, both dates, the reason or "
            "reference given"
        ),
        mark("Members read where the opt-out stands; anybody can check that nothing was changed."),
        Until.RETENTION,
        _of("entries", "scope", "position", "canonical", "hash", "action", "status", "recorded_at"),
    ),
    Line(
        mark("The Slack ids of those who recorded something, of the privacy contact and of readers"),
        mark(
            "Owners and readers read who acted and who reads; members reach the contact. An id can be "
            "erased, and the record holds."
        ),
        Until.RETENTION,
        _of("entries", "actor_id", "actor_salt", "named_id", "named_salt"),
    ),
    Line(
        mark("Texts that owners entered: letters to Slack, Slack’s reply as pasted (encrypted)"),
        mark(
            "They are the evidence of what was asked and answered; only owners and the readers they named "
            "read them."
        ),
        Until.RETENTION,
        _of("texts", "scope", "sha256", "kind", "ciphertext", "kept_at"),
    ),
    Line(
        mark("E-mails put on file as evidence: sender, recipients, header, text, file (encrypted)"),
        mark(
            "They show what was asked and answered, and how far a signature proves it; only owners and the "
            "readers they named read them."
        ),
        Until.RETENTION,
        _of("files", "scope", "sha256", "findings", "file", "kept_at"),
    ),
    Line(
        mark("That a one-time link was used; not whose link it was, nor for what"),
        mark("A link does one thing once: it brings one e-mail, or one download."),
        Until.QUARTER,
        _of("used_links", "once", "until"),
    ),
    Line(
        mark(
            "Messages: to whom or in which channel, about which entry of the record or which change of "
            "Slack’s texts, when, and how sending them ended"
        ),
        mark("Nobody gets one twice; owners read which of them may not have arrived."),
        Until.RETENTION,
        _of(
            "outbox",
            "key",
            "scope",
            "kind",
            "recipient",
            "payload",
            "due",
            "apart",
            "leased_until",
            "begun_at",
            "attempts",
            "outcome",
            "sent_at",
            "series",
            "why",
        )
        | _of("outbox_pace", "recipient", "free_at", "message"),
    ),
    Line(
        mark("Who wants no more reminders or notices, and since when"),
        mark("The person gets none."),
        Until.RETENTION,
        _of("outbox_stops", "scope", "person", "series", "stopped_at"),
    ),
    Line(
        mark("Who asked to be told when Slack changes its texts: at once or once a month, and since when"),
        mark("The person is told, until they say that they want no more."),
        Until.LEFT,
        _of("subscriptions", "scope", "person", "how", "enterprise", "since"),
    ),
    Line(
        mark("When the record was exported last, and up to which entry; not by whom"),
        mark("Owners read how old their own copy is."),
        Until.RETENTION,
        _of("exports", "scope", "position", "exported_at"),
    ),
    Line(
        mark("Where the app is installed: ids, names, address, permissions, time"),
        mark("A request from Slack is matched to its workspace."),
        Until.LEFT,
        _of(
            "installations",
            "team_id",
            "enterprise_id",
            "app_id",
            "enterprise_name",
            "team_name",
            "enterprise_url",
            "installed_at",
            "custom_values",
            "bot_id",
            "bot_user_id",
            "bot_scopes",
            "bot_token_expires_at",
            "token_type",
        ),
    ),
    Line(
        mark("The token that Slack gave the app for the workspace (encrypted)"),
        mark("The app answers in Slack with it."),
        Until.LEFT,
        _of("installations", "tokens"),
    ),
    Line(
        mark("The Slack id of the person who installed the app"),
        mark("The app writes to that person once, to say what comes next."),
        Until.LEFT,
        _of("installations", "user_id"),
    ),
    Line(
        mark("A fingerprint of the random number of an installation that was begun"),
        mark("Nobody can make another person install the app, and no installation is repeated."),
        Until.MINUTES,
        _of("oauth_states", "sha256", "expires_at"),
    ),
    Line(
        mark("That same random number, in a cookie of the browser that began the installation"),
        mark("It is compared when Slack sends the person back. The pages set no other cookie."),
        Until.MINUTES,
    ),
    Line(
        mark("Which workspaces of an organisation the app may be used in: ids and names"),
        mark("An organisation’s owners see what its installation covers."),
        Until.LEFT,
        _of("grants", "enterprise_id", "team_id", "name", "said_at", "granted"),
    ),
    Line(
        mark("When a workspace or organisation removed the app, and until when its record is kept"),
        mark("The record goes in time, or is found again after a new installation."),
        Until.RETENTION,
        _of("departures", "scope", "left_at", "keep_until", "returned_at"),
    ),
    Line(
        mark("The id of a workspace or organisation whose record is being deleted"),
        mark("Nothing else can delete a record, not even by mistake."),
        Until.DELETED,
        _of("leaving", "scope"),
    ),
    Line(
        mark("The version of the database, and a value that tells a right key from a wrong one"),
        mark("The app starts only with a database it can read. Nothing of it is about a person."),
        Until.ALWAYS,
        _of("meta", "name", "value") | _of("alembic_version", "version_num"),
    ),
    Line(
        mark("Slack’s published pages as the app read them, when it looked, what changed, what it found"),
        mark("A statement whose quote is gone is marked. Nothing of it is about a person or a workspace."),
        Until.ALWAYS,
        _words("page_versions", "terms fetched_at url kind text digest extractor page page_digest")
        | _words("page_looks", "terms number at etag last_modified failure detail")
        | _words("page_changes", "id terms url found_at unchanged_until before comparison claims")
        | _words("page_findings", "terms claim source citation quoted kind since checked_at last_there")
        | _words("page_findings", "failed_at failure detail")
        | _words("watch_turns", "name due leased_until turn"),
    ),
    Line(
        mark("The language and role of people who use the app"),
        mark("The app answers in their language without asking Slack each time."),
        Until.HOURS,
    ),
    Line(
        mark("Log lines: what happened and what failed, without tokens and without what people wrote"),
        mark("Whoever runs the app finds out why something did not work."),
        Until.LOGS,
    ),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A line in the reader's language."""

    what: str
    why: str
    until: str


def table(days: int | None, t: Translator) -> Iterator[Shown]:
    """The table in a language.

    Args:
        days: how long the record is kept after the app was removed; None: until it is deleted by hand.
        t: the language.
    """
    for line in LINES:
        until = kept(days, t) if line.until is Until.RETENTION else t(line.until.value)
        yield Shown(t(line.what), t(line.why), until)


def kept(days: int | None, t: Translator) -> str:
    """How long a record is kept after the app was removed, as part of a table or after a colon."""
    if days is None:
        return t("after the app was removed, until whoever runs it deletes it")
    if days == 0:
        return t("until the app is removed from the workspace or organisation")
    return t.plural("{number} day after the app was removed", "{number} days after the app was removed", days)
