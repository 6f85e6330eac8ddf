"""Where the app is installed, as requests are answered from it; knows no token and asks nobody."""

from dataclasses import dataclass

from bolt_app.people import Scope


@dataclass(frozen=True, slots=True)
class Installation:
    """What Slack says of a bot token.

    Attributes:
        team_id: the workspace (`T…`), or "" when the app is installed for a whole organisation.
        enterprise_id: the organisation (`E…`), or "" for a workspace outside of one.
        is_enterprise_install: whether the app is installed for the whole organisation.
        bot_user_id: the bot as a user (`U…` or `W…`).
        bot_id: the bot (`B…`).
        name: the workspace's or organisation's name.
        url: its address, such as `https://acme.slack.com/`.
        app_id: the app whose token it is, "" where nobody said.
    """

    team_id: str
    enterprise_id: str
    is_enterprise_install: bool
    bot_user_id: str
    bot_id: str
    name: str = ""
    url: str = ""
    app_id: str = ""

    @property
    def scope(self) -> Scope:
        """What this installation's record is about."""
        return Scope(self.enterprise_id if self.is_enterprise_install else self.team_id)
