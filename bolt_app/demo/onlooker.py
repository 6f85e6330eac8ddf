"""What a person sees of the app, in a person's words; cannot press anything, and knows no requests."""

from typing import TYPE_CHECKING

from bolt_app.demo.form import Control, Entry, controls, initial
from bolt_app.demo.messages import Posted
from bolt_app.demo.plain_text import text_of
from bolt_app.demo.surfaces import ShownView
from bolt_app.demo.workspace import Persona, Workspace

if TYPE_CHECKING:
    from bolt_app.demo.slack import PretendedSlack


class NotVisible(LookupError):
    """The thing is not on the screen; the message lists what is."""


class Onlooker:
    """Somebody in the workspace, looking at one thing at a time: the modal on top, else what was used last.

    Attributes:
        key: the persona's key (`ada`).
    """

    def __init__(self, slack: "PretendedSlack", key: str) -> None:
        self._slack = slack
        self.key = key
        self._looking_at: Posted | None = None
        self._at_home = False
        self._team = ""

    @property
    def here(self) -> Workspace:
        """The installation as it looks from the workspace the person is in: their own, unless they went."""
        workspace = self._slack.workspace
        there = self._team or self.persona.team_id
        return workspace.seen_from(there) if there in workspace.teams else workspace

    @property
    def persona(self) -> Persona:
        """Who this is, as of now."""
        return self._slack.personas[self.key]

    @property
    def user_id(self) -> str:
        """Slack's id of the person."""
        return self.persona.user_id

    @property
    def home(self) -> ShownView | None:
        """The Home tab as last published for this person."""
        return self._slack.surfaces.homes.get(self.user_id)

    @property
    def modals(self) -> list[ShownView]:
        """The modals open, the one on top last."""
        return self._slack.surfaces.stacks.get(self.user_id, [])

    @property
    def answers(self) -> list[Posted]:
        """The messages only this person sees, oldest first."""
        return self._slack.messages.ephemeral.get(self.user_id, [])

    @property
    def inbox(self) -> list[Posted]:
        """The app's direct messages, oldest first."""
        return self._slack.messages.direct.get(self.user_id, [])

    @property
    def messages(self) -> list[str]:
        """The texts of the app's direct messages, oldest first."""
        return [text_of(posted.content) for posted in self.inbox]

    @property
    def surface(self) -> ShownView | Posted | None:
        """What the person looks at: the modal on top, else the Home tab or message used last, or None."""
        if self.modals:
            return self.modals[-1]
        return self.home if self._at_home else self._looking_at

    @property
    def sees(self) -> str:
        """The text of what the person looks at, a line for each piece, what was typed too; "" when empty."""
        surface = self.surface
        return text_of(surface.content, surface.entered) if surface else ""

    @property
    def title(self) -> str | None:
        """The title of the modal on top, None without a modal."""
        return str(self.modals[-1].content["title"]["text"]) if self.modals else None

    @property
    def controls(self) -> list[Control]:
        """Everything that can be used on the current surface, from top to bottom."""
        return controls(self.surface.blocks) if self.surface else []

    @property
    def buttons(self) -> list[str]:
        """The texts of the buttons on the current surface, a modal's submit and close left out."""
        return [control.label for control in self.controls if control.is_button]

    @property
    def fields(self) -> dict[str, Entry]:
        """Label → entry of everything that is filled in or chosen on the current surface."""
        return {
            one.label: self._entry(one) for one in self.controls if one.kind not in ("button", "overflow")
        }

    @property
    def errors(self) -> dict[str, str]:
        """Label → the sentence under the field, in the modal on top."""
        if not self.modals:
            return {}
        labels = {control.block_id: control.label for control in self.controls}
        return {labels[block_id]: sentence for block_id, sentence in self.modals[-1].errors.items()}

    def looks_at(self, posted: Posted | None) -> None:
        """Turns to a message seen before, or with None to the Home tab as it is; the app is told nothing."""
        self._at_home, self._looking_at = posted is None, posted

    def _find(self, label: str | Control, in_block: str | None, nth: int | None, *, buttons: bool) -> Control:
        """The one control with this label, or the control itself when it is still there.

        Raises:
            NotVisible: none, or several.
        """
        every = [one for one in self.controls if one.is_button is buttons]
        if isinstance(label, Control):
            found = [one for one in every if one.place == label.place]
        else:
            found = [one for one in every if label in one.names]
        if in_block is not None:
            found = [one for one in found if one.block_id == in_block]
        if nth is not None:
            found = found[nth : nth + 1]
        if len(found) == 1:
            return found[0]
        name = label.label if isinstance(label, Control) else label
        if found:
            blocks = ", ".join(one.block_id for one in found)
            raise NotVisible(f"{name!r} is there {len(found)} times: say in_block= ({blocks}) or nth=")
        shown = ", ".join(repr(one.label) for one in every) or "nothing"
        raise NotVisible(f"{name!r} is not to be seen on {self._where()}, only {shown}")

    def _where(self) -> str:
        surface = self.surface
        if surface is None:
            return "an empty screen"
        if isinstance(surface, Posted):
            return "the message"
        return f"the modal {self.title!r}" if self.modals else "the Home tab"

    def _entry(self, control: Control) -> Entry:
        surface = self.surface
        entered = surface.entered if surface else {}
        return entered.get(control.place) or initial(control.element)
