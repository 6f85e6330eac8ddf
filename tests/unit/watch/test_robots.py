"""What a robots.txt allows the watch, as RFC 9309 has it; the standard library reads plain rules alike."""

from urllib.robotparser import RobotFileParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bolt_app.watch.robots import Robots

HOST = "https://slack.com"
ALL = "User-agent: *\n"
OURS = "User-agent: Datapolicy-Watch\n"


def allows(text: str, path: str) -> bool:
    return Robots(text, "datapolicy-watch").allows(HOST + path)


CASES = [
    # (what is shown, the file, path, allowed)
    ("an empty file allows all", "", "/a", True),
    ("a page instead of a file allows all", "<html><p>User-agent: *</p></html>", "/a", True),
    ("nothing is for others' rules", "User-agent: other\nDisallow: /", "/a", True),
    ("a rule for all is for the watch", "User-agent: *\nDisallow: /a", "/ab", False),
    ("a path begins with the rule", "User-agent: *\nDisallow: /b", "/ab", True),
    ("an empty rule forbids nothing", "User-agent: *\nDisallow:", "/a", True),
    ("everything is forbidden", "User-agent: *\nDisallow: /", "/", False),
    ("but never the file itself", "User-agent: *\nDisallow: /", "/robots.txt", True),
    ("the watch's own group comes first", f"{ALL}Disallow: /\n\n{OURS}Allow: /", "/a", True),
    ("and replaces that for all", f"{ALL}Disallow: /a\n\n{OURS}Disallow: /b", "/a", True),
    ("a shorter name is for all that begin so", "User-agent: datapolicy\nDisallow: /a", "/a", False),
    ("one group may be for several", f"User-agent: other\n{OURS}Disallow: /a", "/a", False),
    ("two groups for one are one", "User-agent: *\nDisallow: /a\n\nUser-agent: *\nDisallow: /b", "/b", False),
    ("the longest rule decides", "User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
    ("in whatever order", "User-agent: *\nAllow: /a/b\nDisallow: /a\nDisallow: /a/b/c", "/a/b/c", False),
    ("of two alike Allow does", "User-agent: *\nDisallow: /a\nAllow: /a", "/a", True),
    ("a star is any text", "User-agent: *\nDisallow: /*/archives", "/x/y/archives", False),
    ("a star may be none", "User-agent: *\nDisallow: /a*b", "/ab", False),
    ("a rule may begin with a star", "User-agent: *\nDisallow: *.pdf", "/a/b.pdf", False),
    ("a dollar is the end", "User-agent: *\nDisallow: /*.php$", "/a.php?x=1", True),
    ("where it ends", "User-agent: *\nDisallow: /*.php$", "/a.php", False),
    ("a dot is a dot", "User-agent: *\nDisallow: /a.b", "/acb", True),
    ("a query counts", "User-agent: *\nDisallow: /*?lang=", "/a?lang=fr", False),
    ("one way of percent-encoding is another", "User-agent: *\nDisallow: /caf%C3%A9", "/café", False),
    ("and back", "User-agent: *\nDisallow: /café", "/caf%c3%a9", False),
    ("capitals count in paths", "User-agent: *\nDisallow: /A", "/a", True),
    ("not in names of fields", "USER-AGENT: *\nDISALLOW: /a", "/a", False),
    ("comments are no rules", "User-agent: * # all\nDisallow: /a # not\n# Disallow: /b", "/b", True),
    ("and end none", "User-agent: * # all\nDisallow: /a # not", "/a", False),
    ("other fields change nothing", f"{ALL}Delay: 9\nDisallow: /a\nSitemap: x\nDisallow: /b", "/b", False),
    ("an empty line ends no group", "User-agent: *\n\nDisallow: /a", "/a", False),
    ("any end of line is one", "User-agent: *\rDisallow: /a\r\n", "/a", False),
    ("a byte order mark is no name", "\ufeffUser-agent: *\nDisallow: /a", "/a", False),
    ("a rule before any name is nobody's", "Disallow: /a\nUser-agent: *\nDisallow: /b", "/a", True),
    ("a rule that is no path is none", "User-agent: *\nDisallow: a", "/a", True),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "path", "allowed"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_a_file_is_read_as_the_standard_says(*, text: str, path: str, allowed: bool):
    assert allows(text, path) is allowed


PATHS = st.text("ab/", min_size=1, max_size=5).map(lambda text: f"/{text.strip('/')}")


@given(allow=st.booleans(), rule=PATHS, path=PATHS)
def test_one_plain_rule_is_read_as_the_standard_library_reads_it(*, allow: bool, rule: str, path: str):
    text = f"User-agent: *\n{'Allow' if allow else 'Disallow'}: {rule}"
    parser = RobotFileParser()
    parser.parse(text.splitlines())
    assert allows(text, path) is parser.can_fetch("datapolicy-watch", HOST + path)


@given(st.text(alphabet="User-agent:*Disallow/%$\n #", max_size=80), PATHS)
def test_no_file_is_too_broken_to_be_read(text: str, path: str):
    assert allows(text, path) in {True, False}
