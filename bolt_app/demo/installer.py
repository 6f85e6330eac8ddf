"""What a person does in a browser to install the app: opens its pages and Slack's; knows no Slack client."""

from urllib.parse import parse_qsl, urlsplit

from bolt_app.demo.browser import Browser, Page
from bolt_app.demo.hands import Hands, NotPossible
from bolt_app.demo.oauth import NotAuthorised

_REDIRECTS = 5


class Installer(Hands):
    """Somebody with a browser, whose language is the person's own."""

    _browser: Browser | None = None

    @property
    def browser(self) -> Browser:
        """The browser; cookies stay in it."""
        if self._browser is None:
            self._browser = Browser(language=self.persona.locale)
        return self._browser

    def installs(self, url: str, *, agrees: bool = True) -> Page:
        """Opens the app's install address, agrees on Slack's page (or cancels), and reads where that ends.

        Raises:
            NotPossible: Slack's page refuses the app or the person, or the addresses lead in circles.
        """
        for _ in range(_REDIRECTS):
            page = self.browser.get(url)
            if not page.leads_to:
                return page
            url = self.at_slack(page.leads_to, agrees=agrees)
        raise NotPossible(f"too many redirects, the last to {urlsplit(url).path}")

    def at_slack(self, url: str, *, agrees: bool = True) -> str:
        """Where Slack's authorise page leads; an address that is not Slack's is returned as it is.

        Raises:
            NotPossible: Slack's page refuses the app or the person.
        """
        address, _, query = url.partition("?")
        if address != self._slack.authorise_url:
            return url
        try:
            return self._slack.oauth.authorise(self.persona, dict(parse_qsl(query)), agrees=agrees)
        except NotAuthorised as refused:
            raise NotPossible(f"Slack's page says {refused.error}") from None
