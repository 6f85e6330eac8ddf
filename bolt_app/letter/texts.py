"""The letters' wording, in English whatever the reader's language: Slack's team reads them, nobody else.

A change of wording is a change of VERSION: the version is stored with the entry that says a letter was sent.
"""

RECIPIENT = "feedback@slack.com"
"""Slack's Customer Experience team (register: claim `how-to-opt-out`)."""

SUBJECT = "Slack Global model opt-out request"
"""Slack's literal subject; never translated, never changed (register: claim `how-to-opt-out`)."""

VERSION = {"opt_out": "opt-out.1", "follow_up": "follow-up.1", "questions": "questions.1"}

OPT_OUT = """\
Hello,

I am an owner of the Slack {kind} named below. I ask you to exclude its data from the training of Slack's \
global models: the opt-out described in your Privacy Principles \
(https://slack.com/trust/data-management/privacy-principles).

{kind_title} name: {name}
{kind_title} URL: {url}
{kind_title} ID: {id}
Our reference: {reference}

Please confirm in writing, naming this {kind} and the date from which the opt-out is in effect.

Thank you.
"""

FOLLOW_UP = """\
Hello,

{sent} I asked you to exclude the data of the Slack {kind} named below from the training of Slack's global \
models. I have no record of your confirmation and ask you again.

{kind_title} name: {name}
{kind_title} URL: {url}
{kind_title} ID: {id}
Our reference: {reference}

Please confirm in writing, naming this {kind} and the date from which the opt-out is in effect.

Thank you.
"""

QUESTIONS_SUBJECT = "Questions about the Slack Global model opt-out"
"""Our own: Slack prescribes a subject for the request only."""

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

{kind_title} name: {name}
{kind_title} URL: {url}
{kind_title} ID: {id}
Our reference: {reference}

Thank you.
"""
