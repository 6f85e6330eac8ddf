"""What a person can do in Slack, in a person's words; strict: what is not on the screen cannot be pressed.

It knows nothing of the app but what the app shows.
"""

from typing import TYPE_CHECKING

from bolt_app.demo import payloads
from bolt_app.demo.answers import (
    Cleared,
    Closed,
    Errors,
    Pushed,
    Updated,
    command_message,
    submission_outcome,
)
from bolt_app.demo.delivery import AppFailed
from bolt_app.demo.form import Control, chosen, complaints, filled
from bolt_app.demo.hands import NotPossible
from bolt_app.demo.installer import Installer
from bolt_app.demo.onlooker import NotVisible
from bolt_app.demo.surfaces import SlackRefusal
from bolt_app.demo.workspace import Standing

if TYPE_CHECKING:
    from bolt_app.demo.slack import PretendedSlack

CHANNEL = "C0GENERAL"


class Person(Installer):
    """Somebody who looks and clicks. Every doing waits for the app's answer.

    What goes wrong on the app's side is raised as `AppFailed` (`OperationTimeout`, `DispatchFailed`), where
    Slack would show a warning.

    Attributes:
        visited: the addresses of the link buttons pressed.
        said: what was typed into the channel for all to read, slash commands left out.
    """

    def __init__(self, slack: "PretendedSlack", key: str) -> None:
        super().__init__(slack, key)
        self.visited: list[str] = []
        self.said: list[str] = []

    def types(self, text: str, *, channel: str = CHANNEL) -> None:
        """Types into a channel: a slash command of the app, or anything else, which all members then read.

        Slack's own `/invite` brings the app into the channel.

        Raises:
            NotPossible: outsiders and deactivated people, a modal is open, a command nobody registered.
            AppFailed: the app's answer is late, or Slack does not take it.
        """
        self._free_hands()
        if not text.startswith("/"):
            self.said.append(text)
            return
        command, _, rest = text.partition(" ")
        if command == "/invite":
            self._slack.invites_app(channel)
            return
        if command not in self._slack.workspace.commands:
            raise NotPossible(f"{command} is not a valid command")
        if self.persona.role is Standing.OUTSIDER:
            raise NotPossible(
                "slash commands belong to the members of the workspace where the app is installed"
            )
        seen = len(self.answers)
        response_url = self._slack.exchange.response_url(self.user_id, channel)
        form = payloads.slash_command(
            self.here,
            self.persona,
            command,
            rest.strip(),
            channel=channel,
            trigger_id=self._slack.exchange.trigger(self.user_id),
            response_url=self._slack.response_url(response_url),
        )
        message = command_message(self._slack.delivery.command(form))
        if message and message.pop("response_type") == "in_channel":
            self._slack.messages.post(channel, message)
        elif message:
            self._slack.messages.show(self.persona, channel, message)
        self._notice(seen)

    def goes_to(self, team_id: str) -> None:
        """Turns to another workspace of the organisation, where the app is as well.

        Raises:
            NotPossible: the person is not in it, the app was not let into it, a modal is open.
        """
        self._free_hands()
        if team_id not in self.persona.teams or team_id not in self._slack.workspace.teams:
            raise NotPossible(f"{self.persona.name} does not find the app in {team_id}")
        self._team, self._at_home, self._looking_at = team_id, False, None

    def opens_home(self) -> None:
        """Opens the app's Home tab; the app is told, and may publish.

        Raises:
            NotPossible: the app has no Home tab, the account is deactivated, a modal is open.
        """
        self._free_hands()
        if not self._slack.workspace.home_tab:
            raise NotPossible("the app has no Home tab")
        self._at_home, self._looking_at = True, None
        self._enters_app("home")

    def opens_messages_tab(self) -> None:
        """Opens the app's messages tab; the app is told. The person then looks at the newest message.

        Raises:
            NotPossible: the app has no messages tab, the account is deactivated, a modal is open.
        """
        self._free_hands()
        if not self._slack.workspace.messages_tab:
            raise NotPossible("the app has no messages tab")
        self._enters_app("messages")
        self._at_home, self._looking_at = False, self.inbox[-1] if self.inbox else None

    def presses(
        self,
        label: str | Control,
        *,
        in_block: str | None = None,
        nth: int | None = None,
        confirming: bool = True,
    ) -> None:
        """Presses a button. A link button tells the app too and its address is kept in `visited`.

        Args:
            label: the button's text or what screen readers say; or the control itself.
            in_block: the block_id, when several have that label.
            nth: or the how-manieth of them, from 0.
            confirming: what to say to the confirmation dialog, where the button has one.

        Raises:
            NotVisible: no such button on the current surface, or several.
            AppFailed: the app did not answer with 200 in time.
        """
        control = self._find(label, in_block, nth, buttons=True)
        if "confirm" in control.element and not confirming:
            return
        told = ("text", "value", "style", "url")
        self._acts(control, {name: control.element[name] for name in told if name in control.element})
        if "url" in control.element:
            self._follows(str(control.element["url"]))

    def chooses(
        self, label: str | Control, option: str, *, in_block: str | None = None, nth: int | None = None
    ) -> None:
        """Chooses an option by its text; in checkboxes and multi-selects a second time takes it away.

        Raises:
            NotVisible: no such menu on the current surface.
            CannotEnter: no such option.
        """
        control = self._find(label, in_block, nth, buttons=False)
        if control.kind == "overflow":
            self._acts(control, chosen(control, {}, option))
        else:
            self._enters(control, chosen(control, self._entry(control), option))

    def fills(
        self, label: str | Control, value: str, *, in_block: str | None = None, nth: int | None = None
    ) -> None:
        """Types a text, a date (`YYYY-MM-DD`), or picks a person by key or id, a channel by name or id.

        "" empties the field.

        Raises:
            NotVisible: no such field on the current surface.
            CannotEnter: Slack's client would not take it: too long, no date, a channel it does not offer.
        """
        control = self._find(label, in_block, nth, buttons=False)
        self._enters(control, filled(control, self._id_of(control, value)))

    def submits(self) -> None:
        """Presses the modal's submit button. Nothing is sent while an owed field is empty; see `errors`.

        Raises:
            NotVisible: no modal, or one without a submit button.
            AppFailed: the app's answer is late, or Slack does not take it; the modal stays.
        """
        view = self._modal()
        if "submit" not in view.content:
            raise NotVisible(f"the modal {self.title!r} has no submit button")
        view.errors = complaints(view.blocks, view.entered)
        if view.errors:
            return
        seen = len(self.answers)
        trigger_id = self._slack.exchange.trigger(self.user_id, in_modal=True)
        payload = payloads.view_submission(self.here, self.persona, self._payload(view), trigger_id)
        outcome = submission_outcome(self._slack.delivery.interaction(payload), view.blocks)
        try:
            match outcome:
                case Closed():
                    self.modals[:] = [one for one in self.modals if one is not view]
                case Cleared():
                    self.modals.clear()
                case Errors(by_block):
                    view.errors = dict(by_block)
                case Updated(content):
                    self._slack.surfaces.update(content, view.id, None, None)
                case Pushed(content):
                    self._slack.surfaces.push(self.user_id, content)
        except SlackRefusal as refusal:
            raise AppFailed(refusal.error, *refusal.messages) from refusal
        self._notice(seen)

    def closes(self, *, everything: bool = False) -> None:
        """Closes the modal on top, or with `everything` the whole stack; the app hears of it if it asked.

        Raises:
            NotVisible: no modal.
        """
        view = self._modal()
        cleared = everything or view.content.get("clear_on_close", False)
        gone = list(reversed(self.modals)) if cleared else [view]
        self._slack.surfaces.close(self.user_id, everything=cleared)
        for one in gone:
            if one.content.get("notify_on_close"):
                payload = payloads.view_closed(self.here, self.persona, self._payload(one), cleared=cleared)
                self._slack.delivery.interaction(payload).or_failed()

    def _enters_app(self, tab: str) -> None:
        view = self._payload(self.home) if self.home else None
        opened = payloads.app_home_opened(self.persona, tab, self._slack.now(), view)
        self._slack.events.send(opened, self.here)

    def _follows(self, url: str) -> None:
        """Opens a link: the app's own Home tab when it leads there, else it is only kept."""
        self.visited.append(url)
        workspace = self.here
        address, _, query = url.partition("?")
        asked = dict(pair.split("=", 1) for pair in query.split("&") if "=" in pair)
        here = asked.get("team") in (workspace.team_id, workspace.enterprise_id)
        if (
            address == "slack://app"
            and here
            and asked.get("id") == workspace.app_id
            and asked.get("tab") == "home"
        ):
            self.modals.clear()
            self.opens_home()
