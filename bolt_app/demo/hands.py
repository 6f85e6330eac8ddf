"""What happens under a person's hands: the interaction Slack sends for a control; knows no words for it."""

from typing import Any

from bolt_app.demo import payloads
from bolt_app.demo.form import CannotEnter, Control, Entry, conversations, state_values
from bolt_app.demo.messages import Posted
from bolt_app.demo.onlooker import NotVisible, Onlooker
from bolt_app.demo.surfaces import ShownView
from bolt_app.demo.workspace import Standing


class NotPossible(Exception):
    """Slack does not let this person do that now."""


class Hands(Onlooker):
    """An onlooker who can touch what is on the screen."""

    def _free_hands(self) -> None:
        if self.persona.role is Standing.DEACTIVATED:
            raise NotPossible("a deactivated account cannot sign in")
        if not self._slack.in_workspace:
            raise NotPossible("no admin of the organisation added the app to this workspace yet")
        if self.modals:
            raise NotPossible(f"the modal {self.title!r} is open: submit or close it first")

    def _modal(self) -> ShownView:
        if not self.modals:
            raise NotVisible("no modal is open")
        return self.modals[-1]

    def _payload(self, view: ShownView) -> payloads.Payload:
        return view.payload(self.here, state_values(view.blocks, view.entered))

    def _id_of(self, control: Control, value: str) -> str:
        """The id of somebody or of a channel that a person picks by name; any other value as it is."""
        if control.kind in ("users_select", "multi_users_select"):
            people = self._slack.personas
            return " ".join(people[one].user_id if one in people else one for one in value.split())
        if control.kind == "conversations_select":
            offered = conversations(control.element, self._slack.workspace)
            value = next((channel for channel, name in offered if value == name), value)
            if value and value not in dict(offered):
                raise CannotEnter(f"{control.label!r} does not offer {value!r}")
        return value

    def _enters(self, control: Control, entry: Entry) -> None:
        surface = self.surface
        if surface is None:
            raise NotVisible("an empty screen")
        surface.entered[control.place] = entry
        if isinstance(surface, ShownView):
            surface.errors.pop(control.block_id, None)
        if control.dispatches:
            self._acts(control, entry)

    def _acts(self, control: Control, told: dict[str, Any]) -> None:
        """Sends block_actions for a control of the current surface."""
        surface, slack = self.surface, self._slack
        if surface is None:
            raise NotVisible("an empty screen")
        block_id, action_id = control.place
        own = {"block_id": block_id, "action_id": action_id, "action_ts": f"{slack.now():.6f}"}
        action = {"type": control.kind} | told | own
        trigger_id = slack.exchange.trigger(self.user_id, in_modal=bool(self.modals))
        if isinstance(surface, ShownView):
            payload = payloads.action_in_view(
                self.here, self.persona, action, self._payload(surface), trigger_id
            )
        else:
            payload = payloads.action_in_message(
                self.here,
                self.persona,
                action,
                message=surface.content,
                state=state_values(surface.blocks, surface.entered),
                channel=surface.channel,
                trigger_id=trigger_id,
                response_url=slack.response_url(
                    slack.exchange.response_url(self.user_id, surface.channel, surface.ts)
                ),
                ephemeral=surface.ephemeral,
            )
        seen = len(self.answers)
        slack.delivery.interaction(payload).or_failed()
        self._notice(seen)

    def _notice(self, seen: int) -> None:
        """Turns to an answer that came meanwhile; forgets the one looked at when the app took it away."""
        if len(self.answers) > seen:
            self._at_home, self._looking_at = False, self.answers[-1]
        elif isinstance(self._looking_at, Posted) and self._looking_at.ephemeral:
            self._looking_at = self._looking_at if self._looking_at in self.answers else None
