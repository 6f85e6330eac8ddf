"""A posted form as a person's doing; knows no HTTP, and decides nothing about what an app may do."""

from collections.abc import Mapping, Sequence

from bolt_app.demo.form import Control, initial, options
from bolt_app.demo.looking import shown
from bolt_app.demo.messages import Posted
from bolt_app.demo.onlooker import NotVisible
from bolt_app.demo.person import Person
from bolt_app.demo.render import field_name, ids_of
from bolt_app.demo.slack import PretendedSlack

Form = Mapping[str, Sequence[str]]

_OPTIONS = ("checkboxes", "radio_buttons", "static_select")


def turn_to(slack: PretendedSlack, person: Person, surface: str) -> None:
    """Looks at what a form belongs to: `home`, `modal`, or `message:` and its `ts`.

    Raises:
        NotVisible: the modal or message is gone, or another modal is in the way.
    """
    if bool(person.modals) != (surface == "modal"):
        open_now = f"the modal {person.title!r} is in the way" if person.modals else "no modal is open"
        raise NotVisible(open_now)
    if surface == "home":
        person.looks_at(None)
    elif surface != "modal":
        person.looks_at(_message(slack, person, surface.removeprefix("message:")))


def _message(slack: PretendedSlack, person: Person, ts: str) -> Posted:
    for posted in (*person.answers, *person.inbox, *slack.messages.in_channels):
        if posted.ts == ts:
            return posted
    raise NotVisible("this message is not there any more")


def act(person: Person, form: Form) -> str | None:
    """Fills in what the form says, then presses what was pressed.

    What the app wants to hear of at once is told first, as Slack's client does while one types. When the app
    then shows something else, nothing is pressed: the button was on what is gone.

    Args:
        person: already looking at the form's surface.
        form: the posted fields; `press` names a button, `do` is `submit`, `close`, `close all` or `nothing`.

    Returns:
        The address of a link button, else None.

    Raises:
        NotVisible, CannotEnter, AppFailed: as `Person` does.
    """
    doing = (form.get("do") or ["nothing"])[0]
    if doing.startswith("close"):
        person.closes(everything=doing == "close all")
        return None
    if not _fill_in(person, form):
        return None
    if doing == "submit":
        person.submits()
    for name in form.get("press", ())[:1]:
        button = _button(person, name)
        person.presses(button)
        return str(button.element["url"]) if "url" in button.element else None
    return None


def _button(person: Person, name: str) -> Control:
    for control in person.controls:
        if control.is_button and control.place == ids_of(name):
            return control
    raise NotVisible("this button is not there any more")


def _fill_in(person: Person, form: Form) -> bool:
    """Enters every field that differs. Whether the surface is still the one the form was drawn from."""
    changed = [one for one in person.controls if not one.is_button and _differs(person, one, form)]
    for control in sorted(changed, key=lambda one: one.dispatches):
        surface = person.surface
        drawn = surface and surface.content
        _enter(person, control, form[field_name(*control.place)])
        if person.surface is not surface or (surface and surface.content is not drawn):
            return False
    return True


def _differs(person: Person, control: Control, form: Form) -> bool:
    values = form.get(field_name(*control.place))
    return values is not None and _wanted(control, values) != _present(person, control)


def _present(person: Person, control: Control) -> str | frozenset[str]:
    surface = person.surface
    entered = surface.entered if surface else {}
    present = shown(entered.get(control.place) or initial(control.element))
    return present if isinstance(present, str) else frozenset(present)


def _wanted(control: Control, values: Sequence[str]) -> str | frozenset[str]:
    if control.kind == "checkboxes":
        return frozenset(one["value"] for one in options(control.element) if one["value"] in values)
    # Browsers send every line break of a textarea as CR LF.
    return values[-1].replace("\r\n", "\n")


def _enter(person: Person, control: Control, values: Sequence[str]) -> None:
    wanted = _wanted(control, values)
    if isinstance(wanted, str):
        if control.kind not in _OPTIONS:
            person.fills(control, wanted)
        elif wanted:
            person.chooses(control, wanted)
        return
    for value in sorted(wanted.symmetric_difference(_present(person, control))):
        person.chooses(control, value)
