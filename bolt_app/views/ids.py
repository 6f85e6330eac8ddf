"""Every action, callback and block id the app sends and listens for; knows nothing else."""

from enum import StrEnum


class Press(StrEnum):
    """Action ids of buttons. OPEN and DO are followed by a dot and the form or act they are for."""

    SOURCES = "sources"
    CHANGES = "changes"
    OPEN_HOME = "open_home"
    PRACTICE = "practice"
    PRACTICES = "practices"
    CLAIM = "claim"
    DIFFERENCES = "differences"
    UNKNOWN = "unknown"
    RECORD = "record"
    OLDER = "older"
    NEWER = "newer"
    MY_DATA = "my_data"
    ASK_MORE = "ask_more"
    WORKSPACES = "workspaces"
    WORKSPACES_PAGE = "workspaces_page"
    WORKSPACES_FIRST = "workspaces_first"
    OPEN = "open"
    DO = "do"
    SNOOZE = "snooze"
    STOP = "stop"
    RESUME = "resume"
    READERS = "readers"
    TEXTS = "texts"
    EXPORT = "export"
    ADD_MAIL = "add_mail"
    UPLOAD_PAGE = "upload_page"
    POST_NOW = "post_now"


class Callback(StrEnum):
    """Callback ids of modals that are submitted."""

    LETTER = "letter"
    FORM = "form"
    AGREE = "agree"
    TURN_DOWN = "turn_down"
    EXPORT = "export"
    MAIL_ADDED = "mail_added"


class Field(StrEnum):
    """Block ids of inputs. Those that state something bear the name of the field of `Statement`."""

    TO = "to"
    SUBJECT = "subject"
    BODY = "letter"
    WHEN = "when"
    OUTCOME = "outcome"
    STATED_ON = "stated_on"
    REFERENCE = "reference"
    REPLY = "reply"
    REASON = "reason"
    CLAUSE = "clause"
    COVERS = "covers"
    REVIEW_ON = "review_on"
    TICKED = "ticked"
    CORRECTS = "corrects"
    NAMED = "named"
    MAIL = "mail"
    RULE = "rule"
    EXPORT_FORM = "export_form"
    CHANNEL = "channel"
    TOPICS = "topics"
    LANGUAGE = "language"


VALUE = "value"
"""The action id of the one element inside every input block."""
