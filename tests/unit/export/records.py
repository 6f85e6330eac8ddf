"""Records to export, decided by the app’s own rules, and what is read back of them; opens no database."""

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bolt_app.evidence.kept import KeptMail, Source
from bolt_app.export import NO_MAILS, Form, Links, MailsOnFile, Record, Texts, export, survey
from bolt_app.optout.chain import digest
from bolt_app.optout.grades import AboutUs, Checked
from bolt_app.optout.mails import Backing, MailKind
from bolt_app.optout.model import Action, Entry, Evidence, Statement
from bolt_app.optout.verify import Link
from bolt_app.people import Scope
from tests.record_builders import (
    ACME,
    ASKED,
    BOUNCED,
    DECLINE,
    EXCLUDE,
    NAME_CONTACT,
    NOW,
    RECEIVED,
    REFUSED,
    SENT,
    WITHDRAW,
    Act,
    done,
    record_of,
    translator,
)
from tests.unit.optout.acts import links

LETTER = "Hello,\n\nplease exclude the data of acme.slack.com.\r\nZoë\n"
REPLY = "Your opt-out request has been completed. — « Slack »"
KEPT = {digest(text): text for text in (LETTER, REPLY)}

CORRECT_THE_LAST: Act = (Action.CORRECT, Statement(reason="It was another workspace.", corrects=3))


def carrying(act: Act, kind: str, text: str) -> Act:
    """Return an act whose entry names a text that is kept."""
    action, statement = act
    return action, replace(statement, texts=((kind, digest(text)),))


JOURNEY = (
    carrying(SENT, "letter", LETTER),
    RECEIVED,
    done(),
    CORRECT_THE_LAST,
    carrying(done(), "reply", REPLY),
)
"""Sent, received, confirmed by mistake, corrected, confirmed."""

MAIL = b"From: support@slack.com\r\nDate: Fri, 17 May 2024 14:24:00 +0000\r\n\r\nDone. \xe2\x9c\x93 \xff\r\n"
MAIL_HASH = hashlib.sha256(MAIL).hexdigest()
ON_FILE = KeptMail(
    scope=ACME,
    entry=1,
    source=Source.INVITED,
    backing=Backing(MailKind.REPLY, Evidence.FILE, AboutUs.NAMES, Checked.MISSING),
    sha256=MAIL_HASH,
    sender="support@slack.com",
    to=("ada@acme.example",),
    subject="Re: opt-out",
    dated=None,
    message_id="",
    own="Done. ✓",
    asked="",
    answer="",
    at=NOW,
)
BACKED_BY_MAIL: tuple[Act, ...] = (
    SENT,
    (
        Action.DONE,
        Statement(
            stated_on=date(2026, 5, 14),
            mail=MAIL_HASH,
            evidence=Evidence.FILE,
            about=AboutUs.NAMES,
            checked=Checked.MISSING,
        ),
    ),
)
"""Sent, and confirmed with a mail on file."""


def mails(*kept: KeptMail, files: Mapping[str, bytes] | None = None) -> MailsOnFile:
    """Return mails on file, all of them whole unless said otherwise."""
    return MailsOnFile(kept, ({MAIL_HASH: MAIL} if files is None else files).get)


EVERYTHING: tuple[tuple[Act, ...], ...] = (
    (),
    (NAME_CONTACT,),
    (SENT, ASKED),
    (SENT, BOUNCED),
    (SENT, REFUSED),
    (SENT, WITHDRAW),
    (DECLINE,),
    (EXCLUDE,),
    JOURNEY,
)


def again(
    action: Action, stated_on: date | None = None, reason: str = "", review_on: date | None = None
) -> Act:
    """Return an act that states only this, and what every such act owes."""
    return action, Statement(
        stated_on=stated_on, reason=reason, review_on=review_on, ticked="I may decide this."
    )


def stored(entries: Iterable[Entry | Link]) -> Links:
    """Return a ledger that holds this and nothing else."""
    kept = [link for known in entries for link in ([known] if isinstance(known, Link) else links([known]))]
    return lambda scope: iter(kept if scope == ACME else ())


def looked_through(acts: Sequence[Act], *, persons: bool = True, scope: Scope = ACME) -> Record:
    """Return the record these acts make, ready to be exported."""
    kept = links(record_of(acts, scope))
    return survey(scope, lambda _: iter(kept), persons=persons)


def exported(
    record: Record,
    form: Form,
    language: str = "en",
    texts: Texts = KEPT.get,
    mails: MailsOnFile = NO_MAILS,
) -> bytes:
    """Return a whole export at once."""
    return b"".join(export(record, form, texts, translator(language), mails))


def table(text: str) -> list[dict[str, str]]:
    """Return the rows of a table as any reader of CSV takes them."""
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def links_in(text: str) -> Iterator[Link]:
    """Return the entries of JSON Lines as `verify` takes them."""
    for line in text.split("\n")[1:-1]:
        raw = json.loads(line)
        actor, named = (tuple(raw[who] or (None, None)) for who in ("actor", "named"))
        yield Link(raw["position"], raw["canonical"], raw["hash"], actor, named)


def counting(given: Links) -> tuple[Links, Callable[[], int]]:
    """Return a ledger that counts the entries it hands out, and the count."""
    handed = 0

    def handing(scope: Scope) -> Iterator[Link]:
        nonlocal handed
        for link in given(scope):
            handed += 1
            yield link

    return handing, lambda: handed
