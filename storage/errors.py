"""What storage refuses, in sentences for the operator; knows neither SQL nor encryption."""

from bolt_app.cannot_start import CannotStartError
from bolt_app.optout.ledger import RecordUnavailable

NEWER = "The database was made by a newer version of this app. Update the app."


class StorageError(CannotStartError):
    """The stored data cannot be used as it is: a key, a file or the schema must be put right first.

    Its text is whole sentences without secrets.
    """


class Unavailable(StorageError, RecordUnavailable):
    """The database did not answer, or not in time. It may pass: the same call can succeed later."""
