"""Places, what happened so far, and letters of every kind, for the letters' tests; checks nothing."""

from datetime import date

from hypothesis import strategies as st

from bolt_app.letter import LetterKind, Place, SoFar, compose
from bolt_app.optout.rules import LONGEST
from bolt_app.people import Scope

ACME = Place(Scope("T0ACME"), "Acme", "https://acme.slack.com")
INSIDE = (("T0ACME", "Acme"), ("T0LABS", "Acme Labs"), ("T0NEW", ""))
GROUP = Place(Scope("E0ACME"), "Acme Group", "https://acme.enterprise.slack.com")
WHOLE_GROUP = Place(GROUP.scope, GROUP.name, GROUP.url, INSIDE, more=4)
BUREAU = Place(Scope("T0GOV"), "Bureau", "https://bureau.slack-gov.com")

NOTHING_YET = SoFar()
ASKED_ON, CONFIRMED_ON = date(2026, 5, 1), date(2026, 5, 14)
LATER = SoFar(number=7, asked_on=ASKED_ON, confirmed_on=CONFIRMED_ON, reference="12345")

NAMES = st.text(max_size=130)
IDS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=1, max_size=20)
HOSTS = st.sampled_from(["slack.com", "enterprise.slack.com", "slack-gov.com"])
DOMAINS = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=60)
URLS = st.just("") | st.builds("https://{}.{}".format, DOMAINS, HOSTS)
SCOPES = st.builds(Scope, st.sampled_from("TE").flatmap(lambda kind: IDS.map(kind.__add__)))
WORKSPACES = st.lists(st.tuples(IDS.map("T".__add__), NAMES), max_size=30).map(tuple)
PLACES = st.builds(Place, SCOPES, NAMES, URLS, WORKSPACES, st.integers(0, 100_000))
DAYS = st.none() | st.dates(date(2016, 1, 1), date(2099, 12, 31))
EVER_SO_FAR = st.builds(SoFar, st.integers(1, 100_000), DAYS, DAYS, st.text(max_size=LONGEST["reference"]))
LETTERS = st.builds(compose, st.sampled_from(LetterKind), PLACES, EVER_SO_FAR)
"""Every letter about every place, whatever happened before."""
