"""Where the app is installed and the tokens it got there; knows nothing of Slack's requests or of caches."""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk.oauth.installation_store import Bot, Installation, InstallationStore
from sqlalchemy import ColumnElement, Text, and_, bindparam, delete, false, or_, select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.database import Database
from storage.installation_rows import (
    BOT,
    BOTH,
    INSTALLER,
    bot_half,
    bot_in,
    installation_in,
    installer,
    place_of,
    shared,
)
from storage.spelling import plain
from storage.tables import INSTALLATIONS
from storage.vault import Vault

_log = logging.getLogger(__name__)
_PAGE = 500

_C = INSTALLATIONS.c

# A workspace's own row comes before that of its organisation, and of two of its own the one that names the
# organisation: the other is from before the workspace joined it. No row has neither id, so what an absent id
# is looked up as finds nothing of others.
#
# Three whole keys, a search each. `team_id IN (…) AND enterprise_id IN (…)` is shorter, but SQLite searches
# it by the team alone, and reads all org-wide rows where the team has none.
_TEAM, _ENTERPRISE = bindparam("team", type_=Text), bindparam("enterprise", type_=Text)
_OF_THIS_PLACE = select(INSTALLATIONS).where(
    or_(
        and_(_C.team_id == _TEAM, _C.enterprise_id == _ENTERPRISE),
        and_(_C.team_id == _TEAM, _C.enterprise_id == ""),
        and_(_C.team_id == "", _C.enterprise_id == _ENTERPRISE),
    )
)
_FIRST = (_C.team_id.desc(), _C.enterprise_id.desc())
_FIND_BOT = _OF_THIS_PLACE.where(_C.tokens.is_not(None)).order_by(*_FIRST).limit(1)
_FIND_INSTALLED = _OF_THIS_PLACE.where(_C.user_id.is_not(None)).order_by(*_FIRST).limit(1)
_FIND_INSTALLED_BY = _OF_THIS_PLACE.where(_C.user_id == bindparam("user")).order_by(*_FIRST).limit(1)
_PAGE_OF = (
    select(INSTALLATIONS)
    .where(tuple_(_C.team_id, _C.enterprise_id) > tuple_(bindparam("team"), bindparam("enterprise")))
    .order_by(_C.team_id, _C.enterprise_id)
    .limit(_PAGE)
)
_BEFORE_IT_JOINED = delete(INSTALLATIONS).where(_C.team_id == bindparam("team"), _C.enterprise_id == "")


def _upsert(dialect: Any, columns: tuple[str, ...]) -> Any:
    new = dialect.insert(INSTALLATIONS)
    return new.on_conflict_do_update(
        index_elements=["team_id", "enterprise_id"], set_={name: new.excluded[name] for name in columns}
    )


_SAVE: Mapping[str, Mapping[tuple[str, ...], Any]] = {
    kind_of_sql: {
        halves: _upsert(dialect, halves) for halves in (BOTH + BOT, BOTH + INSTALLER + BOT, INSTALLER)
    }
    for kind_of_sql, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}


@dataclass(frozen=True, slots=True)
class SqlInstallationStore(InstallationStore):
    """Installations as slack_sdk's `InstallationStore`, one row each, tokens encrypted.

    Of an installation the bot's half is kept whole, and who installed it. User tokens and incoming webhooks
    are not kept: the app asks for none.

    An id that is None and one that is "" mean the same. Every call may raise `Unavailable`; those that give
    tokens raise `WrongKey` when no key opens them.
    """

    _database: Database
    _vault: Vault

    @property
    def logger(self) -> logging.Logger:
        """The logger of this module."""
        return _log

    def save(self, installation: Installation) -> None:
        """Write an installation, in the place of an earlier one of the same workspace or organisation.

        An installation without a bot token leaves the bot's half that is there.

        Raises:
            ValueError: it names neither a workspace nor an organisation.
        """
        row = shared(installation) | installer(installation)
        if installation.bot_token is None:
            self._write(row, INSTALLER)
        else:
            self._write(row | bot_half(row, installation, self._vault), BOTH + INSTALLER + BOT)

    def save_bot(self, bot: Bot) -> None:
        """Write the bot's half of an installation, such as a refreshed token; who installed it stays.

        Raises:
            ValueError: it names neither a workspace nor an organisation.
        """
        row = shared(bot)
        self._write(row | bot_half(row, bot, self._vault), BOTH + BOT)

    def find_bot(
        self, *, enterprise_id: str | None, team_id: str | None, is_enterprise_install: bool | None = False
    ) -> Bot | None:
        """Return the bot of a workspace, or else of its organisation.

        Slack sends both ids for a workspace of an organisation, whoever installed the app. So the workspace's
        own installation is returned, then one from before it joined the organisation, then the org-wide one.

        Args:
            enterprise_id: `E…`, None for a workspace in no organisation: it finds none in one.
            team_id: `T…`, None for the organisation as a whole.
            is_enterprise_install: whether Slack says that the request is the org-wide installation's: then no
                other is returned.
        """
        place = place_of(enterprise_id, team_id, org_wide=bool(is_enterprise_install))
        with self._database.reading() as connection:
            row = connection.execute(_FIND_BOT, place).one_or_none()
        return None if row is None else bot_in(row, self._vault)

    def find_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,
        is_enterprise_install: bool | None = False,
    ) -> Installation | None:
        """Return the installation of a place, looked for as `find_bot` does, without user tokens.

        Args:
            enterprise_id: as for `find_bot`.
            team_id: as for `find_bot`.
            user_id: only an installation that this person made.
            is_enterprise_install: as for `find_bot`.
        """
        place = place_of(enterprise_id, team_id, org_wide=bool(is_enterprise_install))
        statement = _FIND_INSTALLED
        if user_id is not None:
            statement, place["user"] = _FIND_INSTALLED_BY, plain(user_id)
        with self._database.reading() as connection:
            row = connection.execute(statement, place).one_or_none()
        return None if row is None else installation_in(row, self._vault)

    def delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """Forget the bot's half; which rows are meant is told at `delete_all`."""
        self._take_back(BOT, _meant(enterprise_id, team_id), _C.tokens.is_not(None))

    def delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        """Forget who installed it, if it was this person or none is given. The bot goes on working."""
        whoever = _C.user_id.is_not(None) if user_id is None else _C.user_id == plain(user_id)
        self._take_back(INSTALLER, _meant(enterprise_id, team_id), whoever)

    def delete_all(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        installed_until: float | None = None,
        app_id: str | None = None,
    ) -> None:
        """Delete the installation of a workspace, or the org-wide one of an organisation, never both.

        Args:
            enterprise_id: `E…`, or None where Slack does not say: `app_uninstalled` may name the team alone.
            team_id: `T…`: its row goes, also one from before it joined the organisation. None: the org-wide
                row goes, and the rows of the organisation's workspaces stay.
            installed_until: seconds since 1970 (UTC), such as an event's `event_time`: a later installation
                stays, since the event is about the one before.
            app_id: `A…`: the installation of another app stays.
        """
        meant = _meant(enterprise_id, team_id)
        if installed_until is not None:
            meant &= _C.installed_at <= installed_until
        if app_id is not None:
            meant &= _C.app_id.is_(None) | (_C.app_id == plain(app_id))
        with self._database.writing() as connection:
            connection.execute(delete(INSTALLATIONS).where(meant))

    def every(self) -> Iterator[Installation]:
        """Yield all installations, in constant memory. `user_id` is "" where it is forgotten."""
        after = {"team": "", "enterprise": ""}
        while True:
            with self._database.reading() as connection:
                page = connection.execute(_PAGE_OF, after).all()
            for row in page:
                yield installation_in(row, self._vault)
            if len(page) < _PAGE:
                return
            after = {"team": page[-1].team_id, "enterprise": page[-1].enterprise_id}

    def _write(self, row: dict[str, Any], halves: tuple[str, ...]) -> None:
        with self._database.writing() as connection:
            if row["team_id"] and row["enterprise_id"] and "tokens" in row:
                connection.execute(_BEFORE_IT_JOINED, {"team": row["team_id"]})
            connection.execute(_SAVE[connection.dialect.name][halves], row)

    def _take_back(
        self, half: tuple[str, ...], meant: ColumnElement[bool], there: ColumnElement[bool]
    ) -> None:
        nothing_left = _C.tokens.is_(None) & _C.user_id.is_(None)
        with self._database.writing() as connection:
            connection.execute(update(INSTALLATIONS).where(meant, there).values(dict.fromkeys(half)))
            connection.execute(delete(INSTALLATIONS).where(meant, nothing_left))


def _meant(enterprise_id: str | None, team_id: str | None) -> ColumnElement[bool]:
    """Return which rows a deletion is about. A team id is unique in all of Slack, so it may stand alone."""
    place = place_of(enterprise_id, team_id, org_wide=False)
    if place["team"] and place["enterprise"]:
        return (_C.team_id == place["team"]) & _C.enterprise_id.in_([place["enterprise"], ""])
    if place["team"]:
        return _C.team_id == place["team"]
    if place["enterprise"]:
        return (_C.team_id == "") & (_C.enterprise_id == place["enterprise"])
    return false()
