"""Agreements of a second owner that are none, as who has the database may write them; checks nothing."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from bolt_app.optout.chain import commit_to, seal
from bolt_app.optout.model import Action, Entry, Person, Status

Forgery = Callable[[Entry, Entry], dict[str, Any]]
"""Takes the agreement and the proposal; gives what is changed in the agreement before it is hashed anew."""


def _again(person: Person | None) -> Person | None:
    """The same person, who looks like another one to whoever cannot read ids."""
    return commit_to(person.user, "c3" * 16) if person and person.user else person


def _erased(person: Person | None) -> Person | None:
    return replace(person, user=None, salt=None) if person else None


FORGERIES: Mapping[str, Forgery] = {
    "alone": lambda done, _: {"statement": replace(done.statement, regards=None), "named": None},
    "by the same person": lambda _, proposed: {"actor": proposed.actor},
    "by the same person under another salt": lambda _, proposed: {"actor": _again(proposed.actor)},
    "by the same person, ids erased": lambda _, proposed: {
        "actor": _erased(proposed.actor),
        "named": _erased(proposed.actor),
    },
    "by nobody": lambda _, __: {"actor": None, "role": None},
    "with another statement": lambda done, _: {"statement": replace(done.statement, reference="1")},
    "of another act": lambda _, __: {"action": Action.WITHDRAW, "status": Status.WITHDRAWN},
    "of another entry": lambda done, _: {"statement": replace(done.statement, regards=1)},
    "without who proposed it": lambda _, __: {"named": None},
    "naming somebody else": lambda done, _: {"named": done.actor},
}


def forged(agreed: tuple[Entry, ...], name: str) -> tuple[Entry, ...]:
    """Return a record whose newest entry agrees to the one before it, with that agreement forged."""
    *before, proposed, done = agreed
    return (*before, proposed, seal(replace(done, **FORGERIES[name](done, proposed))))
