"""What became of an act: recorded, recorded already, or second to another; reads and writes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bolt_app.optout.chain import digest
from bolt_app.optout.fold import OptOut, fold
from bolt_app.optout.model import ANSWERS, Action, Entry, Evidence, Refusal, RefusalKind, Statement
from bolt_app.optout.rules import barred
from bolt_app.people import Viewer

Steps = list[tuple[Action, Statement]]
"""What is to be recorded at once, all of it or nothing."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """An act that stands in the record now.

    Attributes:
        opt_out: the opt-out with it.
        entry: the entry that says so.
        twice: True when it stood there already, from the same person: a double click or Slack's retry.
    """

    opt_out: OptOut
    entry: Entry
    twice: bool = False


def with_texts(action: Action, statement: Statement, kept: Mapping[str, str]) -> Statement:
    """Bind the texts to an entry by their hashes; a discarded draft carries none."""
    if action is Action.DISCARD:
        return replace(statement, texts=())
    if action in ANSWERS - {Action.REFUSED}:
        statement = replace(statement, reason="")  # the form asks for it beside every outcome
    return replace(
        statement,
        texts=tuple((kind, digest(text)) for kind, text in sorted(kept.items())),
        evidence=Evidence.PASTED if "reply" in kept else Evidence.WORD,
    )


def texts_of(entries: Sequence[Entry], kept: Mapping[str, str]) -> Mapping[str, str]:
    """Return those of the texts that these entries carry, by kind."""
    return {kind: kept[kind] for entry in entries for kind, _ in entry.statement.texts}


def unchanged(opt_out: OptOut, actor: Viewer) -> Recorded | Refusal:
    """Return that the draft which stands there is the one that was to be kept, or why nothing is."""
    refused = barred(opt_out, Action.DISCARD, actor)
    if refused or opt_out.since is None:
        return refused or Refusal(RefusalKind.NOT_FROM_HERE, status=opt_out.status)
    return Recorded(opt_out, opt_out.since, twice=True)


def came_second(entries: Sequence[Entry], after: int, actor: Viewer, steps: Steps) -> Recorded | Refusal:
    """Tell a double click, which is fine, from another act, which came first.

    A double click stands there whole: of a draft that is now to be sent, the draft alone would not do.
    """
    there = entries[after : after + len(steps)]
    if not entries[after:]:
        return Refusal(RefusalKind.MEANWHILE)  # what the view showed is not in the record
    mine = all(entry.actor is not None and entry.actor.user == actor.user for entry in there)
    if mine and steps and [_stated_by(entry) for entry in there] == steps:
        return Recorded(fold(actor.scope, entries), there[-1], twice=True)
    return Refusal(RefusalKind.MEANWHILE, entry=entries[after])


def _stated_by(entry: Entry) -> tuple[Action, Statement]:
    """Return what a person asked to be recorded: of a proposal, the act."""
    stated = entry.statement
    return (stated.proposes or entry.action, replace(stated, proposes=None))
