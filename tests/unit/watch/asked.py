"""The watch's fetcher before a server of this machine: asked for a page, and what came of it."""

from bolt_app.watch import Failure, FailureKind, Validators
from bolt_app.watch.answer import Answer
from bolt_app.watch.fetch import Fetcher, user_agent
from tests.patience import PATIENCE
from tests.slack_site import SlackSite

PAGE = b"<html lang=en><main id=main>We may.</main></html>"


NONE = Validators()


def fetcher(site: SlackSite, seconds: float = PATIENCE) -> Fetcher:
    return Fetcher(user_agent("https://acme.example"), site.resolve, site.reach(), seconds)


def ask(site: SlackSite, path: str, validators: Validators = NONE) -> Answer:
    return fetcher(site)(site.url(path), validators)


def failure(site: SlackSite, path: str) -> tuple[FailureKind, str]:
    answer = ask(site, path)
    assert isinstance(answer, Failure)
    return answer.kind, answer.detail
