"""Who is told of changes of Slack's texts, and the messages a change causes; knows no text and no Slack.

The messages of a change are written by five statements, however many people there are, in the transaction in
which the change is. The fifth brings the reminder forward that asks whether a confirmation still holds. A
message that is there already stays as it is, so writing them again adds what is missing and nothing twice.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, Connection, Text, bindparam, cast, delete, exists, func, literal, select
from sqlalchemy.dialects import postgresql, sqlite

from bolt_app.notices.model import CHANGE, DIGEST, How, Subscription, digest_due, month_of
from bolt_app.optout.choices import Topic
from bolt_app.optout.model import Action
from bolt_app.optout.outgoing import A_SECOND, Outcome, Series
from bolt_app.optout.reminders import Kind
from bolt_app.people import Scope
from bolt_app.watch.change import PolicyChange
from storage.database import Database
from storage.outbox_tables import OUTBOX, STOPS, SUBSCRIPTIONS
from storage.spelling import moment, plain, stamp
from storage.tables import ENTRIES

_S, _E = SUBSCRIPTIONS.c, ENTRIES.c
_ENTERPRISE = re.compile(r"E[A-Z0-9]+")
_DIALECTS = (("sqlite", sqlite), ("postgresql", postgresql))

_WAITING = {
    "apart": A_SECOND // timedelta(microseconds=1),
    "attempts": 0,
    "outcome": Outcome.WAITING.value,
    "series": Series.NOTICES.value,
}
_COLUMNS = ("key", "scope", "kind", "recipient", "payload", "due", *_WAITING)


def _message(scope: Any, recipient: Any, enterprise: Any) -> tuple[Any, ...]:
    """The columns of a message to a recipient, whose beginnings a change gives."""

    def given(name: str) -> Any:
        return bindparam(name, type_=Text)

    return (
        given("key") + scope + "/" + recipient,
        scope,
        given("kind"),
        recipient,
        given("payload") + ', "enterprise": "' + func.coalesce(enterprise, "") + '"}',
        given("due"),
        *(literal(value) for value in _WAITING.values()),
    )


def _stated(kind_of_sql: str, name: str) -> Any:
    """What an entry states, out of the canonical text."""
    if kind_of_sql == "sqlite":
        return func.json_extract(_E.canonical, f"$.statement.{name}")
    return func.json_extract_path_text(cast(_E.canonical, JSON), "statement", name)


def _subscribed(how: How) -> Any:
    return select(*_message(_S.scope, _S.person, _S.enterprise)).where(_S.how == how.value)


def _named(kind_of_sql: str) -> Any:
    """Everybody who was ever named as contact: whether they still are, is found when it is sent."""
    monthly = exists().where(_S.scope == _E.scope, _S.person == _E.named_id, _S.how == How.MONTHLY.value)
    message = _message(_E.scope, _E.named_id, _stated(kind_of_sql, "organisation"))
    named = (_E.action == Action.NAME_CONTACT.value, _E.named_id.is_not(None), ~monthly)
    return select(*message).where(*named).order_by(_E.scope, _E.position.desc())


def _chosen(kind_of_sql: str) -> Any:
    """Every channel that was ever chosen for changes: whether it still is, is found when it is sent."""
    message = _message(_E.scope, _stated(kind_of_sql, "channel"), _stated(kind_of_sql, "organisation"))
    topics = _stated(kind_of_sql, "topics")
    chosen = (_E.action == Action.CHOOSE_CHANNEL.value, topics.like(f'%"{Topic.POLICY.value}"%'))
    return select(*message).where(*chosen).order_by(_E.scope, _E.position.desc())


def _into_outbox(dialect: Any, chosen: Any) -> Any:
    return dialect.insert(OUTBOX).from_select(_COLUMNS, chosen).on_conflict_do_nothing()


_AT_ONCE: Mapping[str, tuple[Any, ...]] = {
    kind_of_sql: tuple(
        _into_outbox(dialect, chosen)
        for chosen in (_subscribed(How.AT_ONCE), _named(kind_of_sql), _chosen(kind_of_sql))
    )
    for kind_of_sql, dialect in _DIALECTS
}
_MONTHLY: Mapping[str, Any] = {
    kind_of_sql: _into_outbox(dialect, _subscribed(How.MONTHLY)) for kind_of_sql, dialect in _DIALECTS
}


_O = OUTBOX.c
_AGAIN = (_O.kind == Kind.CONFIRM_AGAIN.value, ~_O.key.like("%+"), ~_O.key.like("%@%"))
"""The reminders that were planned, sent or not; those put off or brought forward are no plan of their own."""


def _brought_forward(dialect: Any) -> Any:
    """Remind whoever would be reminded in a year; whether there is still cause, is found when it is sent."""
    whole = func.substr(_O.payload, 1, func.length(_O.payload) - 1)
    again = select(
        _O.key + bindparam("suffix", type_=Text),
        _O.scope,
        _O.kind,
        _O.recipient,
        whole + bindparam("changed", type_=Text),
        bindparam("due", type_=Text),
        _O.apart,
        *(literal(value) for value in (0, Outcome.WAITING.value)),
        _O.series,
    ).where(*_AGAIN)
    return _into_outbox(dialect, again)


_BROUGHT_FORWARD: Mapping[str, Any] = {
    kind_of_sql: _brought_forward(dialect) for kind_of_sql, dialect in _DIALECTS
}


def _subscribe(dialect: Any) -> Any:
    new = dialect.insert(SUBSCRIPTIONS)
    anew = {name: new.excluded[name] for name in ("how", "enterprise", "since")}
    return new.on_conflict_do_update(index_elements=["scope", "person"], set_=anew)


_SUBSCRIBE: Mapping[str, Any] = {kind_of_sql: _subscribe(dialect) for kind_of_sql, dialect in _DIALECTS}
_OF = select(_S.how, _S.since).where(_S.scope == bindparam("about"), _S.person == bindparam("who"))


def tell(connection: Connection, change: PolicyChange, *, again: bool = False) -> None:
    """Write the messages a change causes, as part of the transaction that is given; idempotent.

    Args:
        connection: in a transaction.
        change: what is told.
        again: the page goes back and forth, and the same was told lately: the digest alone names it.
    """
    if not change.comparison.material:
        return
    kind_of_sql, month = connection.dialect.name, month_of(change.found_at)
    connection.execute(_MONTHLY[kind_of_sql], _beginnings(DIGEST, month, digest_due(change.found_at)))
    if again:
        return
    at_once = _beginnings(CHANGE, change.id, change.found_at)
    for statement in _AT_ONCE[kind_of_sql]:
        connection.execute(statement, at_once)
    forward = {
        "suffix": f"@{plain(change.id)}",
        "changed": f', "changed": "{change.found_at.date().isoformat()}"}}',
        "due": stamp(change.found_at),
    }
    connection.execute(_BROUGHT_FORWARD[kind_of_sql], forward)


def forget_subscribers(connection: Connection, scope: Scope) -> None:
    """Forget who asked to be told in a scope."""
    connection.execute(delete(SUBSCRIPTIONS).where(_S.scope == plain(scope.id)))


def forget_subscriber(connection: Connection, user_id: str) -> None:
    """Forget that a person asked to be told, wherever they did."""
    connection.execute(delete(SUBSCRIPTIONS).where(_S.person == plain(user_id)))


@dataclass(frozen=True, slots=True)
class SqlSubscriptions:
    """Who asked to be told (`notices.Subscriptions`). Every call may raise `Unavailable`."""

    _database: Database

    def of(self, scope: Scope, person: str) -> Subscription | None:
        """Return what a person asked for in a scope, or None."""
        with self._database.reading() as connection:
            row = connection.execute(_OF, {"about": plain(scope.id), "who": plain(person)}).one_or_none()
        return Subscription(How(row.how), moment(row.since)) if row else None

    def subscribe(self, scope: Scope, person: str, how: How, enterprise: str, at: datetime) -> None:
        """Tell a person from now on, in this way and no other; what they stopped before begins again."""
        row = {
            "scope": plain(scope.id),
            "person": plain(person),
            "how": how.value,
            "enterprise": enterprise if _ENTERPRISE.fullmatch(enterprise) else "",
            "since": stamp(at),
        }
        stopped = {"scope": row["scope"], "person": row["person"], "series": Series.NOTICES.value}
        with self._database.writing() as connection:
            connection.execute(_SUBSCRIBE[connection.dialect.name], row)
            connection.execute(delete(STOPS).filter_by(**stopped))

    def unsubscribe(self, scope: Scope, person: str) -> None:
        """Forget that a person asked; idempotent."""
        asked = delete(SUBSCRIPTIONS).where(_S.scope == plain(scope.id), _S.person == plain(person))
        with self._database.writing() as connection:
            connection.execute(asked)


def _beginnings(kind: str, what: str, due: datetime) -> Mapping[str, str]:
    name = {CHANGE: "change", DIGEST: "month"}[kind]
    return {
        "key": f"{kind}/{plain(what)}/",
        "kind": kind,
        "payload": json.dumps({name: what})[:-1],
        "due": stamp(due),
    }
