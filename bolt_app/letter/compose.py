"""Composes a letter from what is known of a place and of what happened so far; decides nothing."""

from collections.abc import Mapping
from datetime import date

from babel.dates import format_date

from bolt_app.letter import texts
from bolt_app.letter.kinds import LetterKind
from bolt_app.letter.letter import Letter
from bolt_app.letter.place import Place
from bolt_app.letter.so_far import SoFar

_TEMPLATES: Mapping[LetterKind, tuple[str, str]] = {
    LetterKind.OPT_OUT: (texts.SUBJECT, texts.OPT_OUT),
    LetterKind.FOLLOW_UP: (texts.SUBJECT, texts.FOLLOW_UP),
    LetterKind.REPLY: (texts.REPLY_SUBJECT, texts.REPLY),
    LetterKind.CONFIRM_AGAIN: (texts.CONFIRM_AGAIN_SUBJECT, texts.CONFIRM_AGAIN),
    LetterKind.QUESTIONS: (texts.QUESTIONS_SUBJECT, texts.QUESTIONS),
    LetterKind.TAKE_BACK: (texts.TAKE_BACK_SUBJECT, texts.TAKE_BACK),
    LetterKind.OPT_IN: (texts.OPT_IN_SUBJECT, texts.OPT_IN),
}


def compose(kind: LetterKind, place: Place, so_far: SoFar) -> Letter:
    """Return a letter, in English whatever the reader's language.

    Args:
        kind: which one; whether it fits the record is for `fits` to say.
        place: which workspace or organisation.
        so_far: what it refers to; a day that is not known is left out.
    """
    subject, body = _TEMPLATES[kind]
    to = "" if place.of_government else texts.RECIPIENT
    return Letter(to, subject, body.format(**_values(kind, place, so_far)), texts.VERSION[kind])


def _values(kind: LetterKind, place: Place, so_far: SoFar) -> dict[str, str]:
    number = "Q" if kind is LetterKind.QUESTIONS else so_far.number
    return {
        "kind": place.kind,
        "gap": texts.GAP,
        "asked": _on(so_far.asked_on),
        "confirmed": _on(so_far.confirmed_on),
        "place": _named(place, f"DP-{place.scope.id}-{number}", so_far.reference),
        "workspaces": _workspaces(place),
    }


def _on(day: date | None) -> str:
    return f"On {format_date(day, 'd MMMM y', locale='en')}" if day else "Earlier"


def _named(place: Place, ours: str, theirs: str) -> str:
    lines = [
        f"{place.kind.capitalize()} name: {place.called}",
        f"{place.kind.capitalize()} URL: {place.url or '(not known)'}",
        f"{place.kind.capitalize()} ID: {place.scope.id}",
        f"Our reference: {ours}",
    ]
    if theirs:
        lines.append(f"Your reference: {' '.join(theirs.split())}")
    return "\n".join(lines)


def _workspaces(place: Place) -> str:
    """Name an organisation's workspaces so that the list does not narrow what is asked."""
    if not place.workspaces:
        return ""
    listed = "\n".join(f"- {line}" for line in place.listed())
    return f"\n\nThis letter is about the whole organisation. Among its workspaces are:\n{listed}"
