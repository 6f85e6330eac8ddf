"""The channel an owner chose, in words: which, what goes there, in which language, and what asks for it."""

from collections.abc import Iterator, Mapping

from bolt_app.i18n import Translator, mark
from bolt_app.optout.choices import Channel, Topic
from bolt_app.optout.model import Statement
from bolt_app.views import kit
from bolt_app.views.ids import Field
from bolt_app.views.kit import Block

TOPICS: Mapping[Topic, str] = {
    Topic.OUR_OPT_OUT: mark("Our opt-out: sent, confirmed, refused, declined, withdrawn"),
    Topic.POLICY: mark("What Slack changes in its texts"),
}
"""What may be posted in a channel; at most 75 characters in every language."""

LANGUAGES: Mapping[str, str] = {"en": mark("English"), "fr": mark("French")}
"""The languages in which the app can post."""

NO_CHANNEL = mark("*Channel:* the app posts in none.")


def mention(channel: str) -> str:
    """Return a channel as Slack shows it: by name to those who may know it."""
    return f"<#{channel}>"


def chosen(channel: Channel, t: Translator) -> str:
    """Return which channel an owner chose, what goes there, and in which language."""
    return "\n".join(
        [
            t(
                "*Channel:* the app posts in {where}, in this language: {language}.",
                where=mention(channel.id),
                language=_language(channel.language, t),
            ),
            *(f"• {t(TOPICS[topic])}" for topic in channel.topics),
        ]
    )


def stated(statement: Statement, channel: str, t: Translator) -> Iterator[str]:
    """Yield what an entry says of a channel, `channel` being how it is shown; nothing where it names none."""
    if statement.channel:
        yield t("Channel: {where}.", where=channel)
        for topic in statement.topics:
            yield t("Posted there: {topic}.", topic=t(TOPICS[topic]))
        yield t("In this language: {language}.", language=_language(statement.language, t))


def choice(channel: Channel | None, t: Translator) -> Block:
    """Return the input that asks for the channel."""
    element: Block = {
        "type": "conversations_select",
        "placeholder": kit.plain(t("Choose a channel"), 150),
        # Whether a channel is shared cannot be asked with the app's scopes: Slack's list leaves those out.
        "filter": {
            "include": ["public", "private"],
            "exclude_external_shared_channels": True,
            "exclude_bot_users": True,
        },
    }
    if channel:
        element["initial_conversation"] = channel.id
    hint = t(
        "Channels shared with other organisations are not offered. If this one is shared later, the app "
        "cannot notice it."
    )
    return kit.field(t("The channel"), Field.CHANNEL, element, hint=hint)


def topics(channel: Channel | None, t: Translator) -> Block:
    """Return the input that asks what is posted there; nothing is ticked beforehand the first time."""
    offered = {topic: kit.option(t(TOPICS[topic]), topic) for topic in Topic}
    element: Block = {"type": "checkboxes", "options": list(offered.values())}
    if channel:
        element["initial_options"] = [offered[topic] for topic in channel.topics]
    return kit.field(t("What is posted there"), Field.TOPICS, element)


def languages(channel: Channel | None, t: Translator) -> Block:
    """Return the input that asks for the language: the owner's own, until another was chosen."""
    offered = {known: kit.option(t(name), known) for known, name in LANGUAGES.items()}
    now = channel.language if channel else t.language
    element = {
        "type": "radio_buttons",
        "options": list(offered.values()),
        "initial_option": offered.get(now, offered["en"]),
    }
    return kit.field(t("In which language"), Field.LANGUAGE, element)


def _language(known: str, t: Translator) -> str:
    return t(LANGUAGES.get(known, LANGUAGES["en"]))
