"""The letters' wording, in English whatever the reader's language: Slack's team reads them, nobody else.

A change of wording is a change of VERSION: the version is stored with the entry that a letter goes with.
"""

from collections.abc import Mapping

from bolt_app.letter.kinds import LetterKind

RECIPIENT = "feedback@slack.com"
"""Slack's Customer Experience team (register: claim `how`)."""

SUBJECT = "Slack Global model opt-out request"
"""Slack's literal subject; never translated, never changed (register: claim `how`)."""

VERSION: Mapping[LetterKind, str] = {
    LetterKind.OPT_OUT: "opt-out.2",
    LetterKind.FOLLOW_UP: "follow-up.2",
    LetterKind.REPLY: "reply.1",
    LetterKind.CONFIRM_AGAIN: "confirm-again.1",
    LetterKind.QUESTIONS: "questions.1",
    LetterKind.TAKE_BACK: "take-back.1",
    LetterKind.OPT_IN: "opt-in.1",
}

OPT_OUT = """\
Hello,

I am an owner of the Slack {kind} named below. I ask you to exclude its data from the training of Slack's \
global models: the opt-out described in your Privacy Principles \
(https://slack.com/trust/data-management/privacy-principles).

{place}{workspaces}

Please confirm in writing, naming this {kind} and the date from which the opt-out is in effect.

Thank you.
"""

FOLLOW_UP = """\
Hello,

{asked} I asked you to exclude the data of the Slack {kind} named below from the training of Slack's global \
models. I have no record of your confirmation and ask you again.

{place}{workspaces}

Please confirm in writing, naming this {kind} and the date from which the opt-out is in effect.

Thank you.
"""

REPLY_SUBJECT = f"Re: {SUBJECT}"

GAP = "[Write the answer here.]"

REPLY = """\
Hello,

{asked} I asked you to exclude the data of the Slack {kind} named below from the training of Slack's global \
models. You had a question about it. This is our answer:

{gap}

{place}

Please confirm in writing, naming this {kind} and the date from which the opt-out is in effect.

Thank you.
"""

CONFIRM_AGAIN_SUBJECT = "Does our Slack Global model opt-out still hold?"
"""This one and those below are our own: Slack prescribes a subject for the request only."""

CONFIRM_AGAIN = """\
Hello,

{confirmed} you confirmed that the data of the Slack {kind} named below is excluded from the training of \
Slack's global models. I ask you to tell me whether this still holds.

{place}{workspaces}

Please answer in writing, naming this {kind} and the date from which the opt-out has been in effect.

Thank you.
"""

QUESTIONS_SUBJECT = "Questions about the Slack Global model opt-out"

QUESTIONS = """\
Hello,

I am an owner of the Slack {kind} named below and have questions about the opt-out from the training of \
Slack's global models. I found no published answer to them.

1. Does the opt-out of an organisation cover all its workspaces, and those that join later?
2. Whose choice counts in channels shared through Slack Connect?
3. Does it reach back to past messages, and are models that were already trained changed?
4. Does it cover usage, account and workspace information?
5. Does it outlast a change of plan, of organisation or of owners?
6. Can it be taken back, and how?

{place}

Thank you.
"""

TAKE_BACK_SUBJECT = "We take back our request (Slack Global model)"

TAKE_BACK = """\
Hello,

{asked} I asked you to exclude the data of the Slack {kind} named below from the training of Slack's global \
models. We take that request back: please do not carry it out.

{place}{workspaces}

Please confirm in writing, naming this {kind}. If you have carried it out already, please say so, and \
whether and how it can be undone: I found no published answer to that.

Thank you.
"""

OPT_IN_SUBJECT = "We take back our opt-out (Slack Global model)"

OPT_IN = """\
Hello,

{confirmed} you confirmed that the data of the Slack {kind} named below is excluded from the training of \
Slack's global models. We take back our opt-out.

{place}{workspaces}

I found no published answer on whether and how an opt-out can be taken back. Please tell me in writing \
whether you do it, naming this {kind} and the date from which it is in effect.

Thank you.
"""
