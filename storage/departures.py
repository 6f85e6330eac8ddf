"""Who left, and until when what they recorded is kept; knows no event of Slack's and sets no retention."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, bindparam, case, exists, literal, null, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from bolt_app.people import Scope
from storage.database import Database
from storage.erasure import erase_record
from storage.ledger import SqlLedger
from storage.notices import forget_subscribers
from storage.spelling import moment, plain, stamp
from storage.tables import DEPARTURES, GRANTS, INSTALLATIONS

_PAGE = 500
_D, _G, _I = DEPARTURES.c, GRANTS.c, INSTALLATIONS.c
_DIALECTS = (("sqlite", sqlite), ("postgresql", postgresql))


def _leave(dialect: Any) -> Any:
    new = dialect.insert(DEPARTURES)
    told = new.excluded
    return new.on_conflict_do_update(
        index_elements=["scope"],
        set_={"left_at": told.left_at, "keep_until": told.keep_until},
        where=and_(
            or_(_D.left_at.is_(None), told.left_at < _D.left_at),
            or_(_D.returned_at.is_(None), told.left_at > _D.returned_at),
        ),
    )


def _come_back(dialect: Any) -> Any:
    new = dialect.insert(DEPARTURES)
    told = new.excluded.returned_at
    latest = case((_D.left_at > told, _D.left_at), (_D.returned_at > told, _D.returned_at), else_=told)
    return new.on_conflict_do_update(
        index_elements=["scope"],
        set_={"returned_at": latest, "left_at": null(), "keep_until": null()},
    )


_LEAVE: Mapping[str, Any] = {kind_of_sql: _leave(dialect) for kind_of_sql, dialect in _DIALECTS}
_COME_BACK: Mapping[str, Any] = {kind_of_sql: _come_back(dialect) for kind_of_sql, dialect in _DIALECTS}

_ORG_WIDE = INSTALLATIONS.alias("org_wide")


def _has_app(scope: ColumnElement[str]) -> ColumnElement[bool]:
    """By itself, as an organisation, or by an organisation that lets the app into it."""
    one = select(literal(1))
    return or_(
        exists(one.where(_I.team_id == scope, _I.tokens.is_not(None))),
        exists(one.where(_I.team_id == "", _I.enterprise_id == scope, _I.tokens.is_not(None))),
        exists(
            one.where(
                _G.team_id == scope,
                _G.granted,
                _ORG_WIDE.c.team_id == "",
                _ORG_WIDE.c.enterprise_id == _G.enterprise_id,
                _ORG_WIDE.c.tokens.is_not(None),
            )
        ),
    )


_HAS_APP = select(_has_app(bindparam("scope", type_=Text)))
_AWAY = select(exists(select(literal(1)).where(_D.scope == bindparam("scope"), _D.left_at.is_not(None))))
_IS_DUE = and_(_D.keep_until <= bindparam("now"), ~_has_app(_D.scope))
_DUE = select(_D.scope).where(_IS_DUE).order_by(_D.keep_until, _D.scope)
_STILL_DUE = select(_D.scope).where(_D.scope == bindparam("scope"), _IS_DUE).with_for_update(of=DEPARTURES)
_PAGE_OF = (
    select(_D.scope, _D.left_at, _D.keep_until)
    .where(_D.left_at.is_not(None), _D.scope > bindparam("after"))
    .order_by(_D.scope)
    .limit(_PAGE)
)


@dataclass(frozen=True, slots=True)
class Departure:
    """A scope that left and has not come back.

    Attributes:
        left_at: when Slack says it did, aware, UTC.
        keep_until: when its record goes, aware, UTC; None: when the operator says so.
    """

    scope_id: str
    left_at: datetime
    keep_until: datetime | None


@dataclass(frozen=True, slots=True)
class SqlDepartures:
    """Departures, told in any order and any number of times. Every call may raise `Unavailable`."""

    _database: Database
    _ledger: SqlLedger

    def left(self, scope_id: str, at: datetime, keep_until: datetime | None) -> bool:
        """Note that a scope left. The earliest departure since it last came back stands, with its date.

        Who asked to be told of changes there is forgotten at once.

        Of one that has the app nothing is noted: by a later installation, or a workspace by itself or by its
        organisation.

        Args:
            scope_id: `T…` or `E…`.
            at: when, by Slack's event, aware. A departure from before the scope came back changes nothing.
            keep_until: when its record goes, aware, or None for "until the operator says so".

        Returns:
            Whether the scope is away now.
        """
        row = {
            "scope": plain(scope_id),
            "left_at": stamp(at),
            "keep_until": None if keep_until is None else stamp(keep_until),
        }
        with self._database.writing() as connection:
            if connection.execute(_HAS_APP, row).scalar_one():
                return False
            connection.execute(_LEAVE[connection.dialect.name], row)
            away = bool(connection.execute(_AWAY, row).scalar_one())
            if away:
                forget_subscribers(connection, Scope(row["scope"] or ""))
            return away

    def returned(self, scope_id: str, at: datetime) -> None:
        """Note that a scope has the app again: its record stays, and every departure known by now is over.

        Args:
            scope_id: `T…` or `E…`.
            at: when it was installed, aware; departures up to then that are told later change nothing.
        """
        row = {"scope": plain(scope_id), "returned_at": stamp(at)}
        with self._database.writing() as connection:
            connection.execute(_COME_BACK[connection.dialect.name], row)

    def away(self, scope_id: str) -> bool:
        """Whether a scope left and has not come back."""
        with self._database.reading() as connection:
            return bool(connection.execute(_AWAY, {"scope": plain(scope_id)}).scalar_one())

    def departed(self) -> Iterator[Departure]:
        """Yield who left and has not come back, by scope, in constant memory."""
        after = ""
        while True:
            with self._database.reading() as connection:
                page = connection.execute(_PAGE_OF, {"after": after}).all()
            for scope_id, left_at, keep_until in page:
                yield Departure(scope_id, moment(left_at), moment(keep_until) if keep_until else None)
            if len(page) < _PAGE:
                return
            after = page[-1][0]

    def due(self, now: datetime) -> list[str]:
        """Return the scopes whose time is over, longest first.

        A scope that has the app is not among them, whatever was noted: what is deleted does not come back.
        """
        with self._database.reading() as connection:
            return list(connection.execute(_DUE, {"now": stamp(now)}).scalars())

    def purge(self, now: datetime) -> list[str]:
        """Delete the record of every scope whose time is over, and that it was ever here.

        Returns:
            The scopes that were purged.
        """
        return [scope_id for scope_id in self.due(now) if self.purge_one(scope_id, now)]

    def purge_one(self, scope_id: str, now: datetime) -> bool:
        """Delete the record of a scope and that it was ever here, if its time is over; whether it was.

        It goes in a transaction that first makes sure it is still due: of a purge and a return at the same
        moment, one waits for the other.
        """
        with self._database.writing() as connection:
            wanted = {"scope": plain(scope_id), "now": stamp(now)}
            if connection.execute(_STILL_DUE, wanted).scalar_one_or_none() is None:
                return False
            erase_record(connection, self._ledger, Scope(scope_id))
        return True
