"""What Slack's Web API refused, by Slack's own name for it; makes no call."""

from slack_sdk.errors import SlackApiError


def name_of(refused: SlackApiError) -> str:
    """Slack's name of the error, such as `invalid_code`, or "" when what came is none of Slack's."""
    data = refused.response.data if hasattr(refused.response, "data") else refused.response
    error = data.get("error") if isinstance(data, dict) else None
    return error if isinstance(error, str) and error.isidentifier() else ""
