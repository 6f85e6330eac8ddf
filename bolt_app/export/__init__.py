"""A scope's record in forms that outlive the app: table, vocabulary, calendar, evidence. Opens nothing."""

from bolt_app.export.forms import Form, NothingToExport, export, filename
from bolt_app.export.mails import NO_MAILS, MailsOnFile
from bolt_app.export.record import Links, Record, Texts, survey, unchecked

__all__ = [
    "NO_MAILS",
    "Form",
    "Links",
    "MailsOnFile",
    "NothingToExport",
    "Record",
    "Texts",
    "export",
    "filename",
    "survey",
    "unchecked",
]
