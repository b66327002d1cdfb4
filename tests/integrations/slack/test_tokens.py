"""Links, addresses and mentions: every form an obedient model could write, and harmless texts that look like one."""

from __future__ import annotations

import re
import unicodedata

import pytest

from integrations.slack.payload import safe_literal, safe_mrkdwn, safe_raw
from integrations.slack.tokens import LinkRules, allowed_url

RULES = LinkRules(frozenset({"crm.acme.test"}), frozenset({"ana@acme.test"}))
SOMEWHERE = re.compile(
    r"https?:|hxxp|h\*\*p|//\w|www\.|mailto:|evil\.|еvil\.|@evil|javascript:|data:text|slack:|xn--|\]\(|\]:",
    re.IGNORECASE,
)
ZERO_WIDTH = "\u200b"

FOREIGN = [
    "https://evil.com",
    "http://evil.com/x?arr=1200000",
    "HTTPS://EVIL.COM/X",
    "https:evil.com",
    "https:\\\\evil.com\\x",
    "https://evil.com:8443/x",
    "https://10.0.0.1/x",
    "10.0.0.1/x?arr=1",
    "https://2130706433/x",
    "https://[::1]/x",
    "ftp://evil.com/x",
    "//evil.com/x",
    "\\\\evil.com\\share",
    "www.evil.com",
    "evil.com/x",
    "evil.com?arr=1200000",
    "evil.com:8080",
    "acme-1200000.evil.com",
    "evil.com",
    "evil.com.",
    "(evil.com/x)",
    "“https://evil.com”",
    "evil.example/x",
    "evil.unheardof/x?arr=1",
    "[Open the report](https://evil.com/x)",
    '[Open the report](https://evil.com/x "title")',
    "[Open the report](<https://evil.com/x>)",
    "[Open](https://evil.com/a(b)c)",
    "[Open](evil.com)",
    "[Open](//evil.com/x)",
    "[Open](  https://evil.com  )",
    "![chart](https://evil.com/x.png?arr=1)",
    "[![chart](https://evil.com/x.png)](https://evil.com)",
    "[Open][1]\n\n[1]: https://evil.com/x",
    "[Open][]\n\n[Open]: <https://evil.com/x> 'title'",
    "![chart][c]\n\n[c]: https://evil.com/x.png",
    "<https://evil.com>",
    "<https://evil.com|the report>",
    "<evil.com|the report>",
    "<mailto:bob@evil.com|Bob>",
    "mailto:bob@evil.com",
    "bob@evil.com",
    "ana@acme.test@evil.com",
    "<!date^1700000000^{date}^https://evil.com|today>",
    "slack://channel?team=T1&id=C1",
    "<slack://user?team=T1&id=U1|Ben>",
    "javascript:alert(1)",
    "[x](javascript:alert(1))",
    "data:text/html;base64,PHNjcmlwdD4=",
    "tel:+491701234567",
    "file:///etc/passwd",
    "vbscript:msgbox(1)",
    "hxxps://evil[.]com/x",
    "evil[.]com",
    "evil(dot)com",
    "h**ps://evil.com",
    f"ht{ZERO_WIDTH}tps://evil.com",
    f"https://ev{ZERO_WIDTH}il.com",
    "https://еvil.com/x",
    "https://xn--vil-4oa.com",
    "ｈｔｔｐｓ：／／ｅｖｉｌ．ｃｏｍ",
    "evil。com/x",
    "&#104;ttps://evil.com",
    "&lt;https://evil.com|report&gt;",
    "https://crm.acme.test.evil.com/x",
    "https://crm.acme.test@evil.com/x",
    "https://evil.com#crm.acme.test",
    "https://evil.com\\@crm.acme.test",
    "see:https://evil.com",
    "-evil.com",
    "a.a.a.a.a.a.a.a.a.a.a.a.evil.com/x",
    "a..evil.com",
    "💩@evil.com",
    "evil💩.com",
    "https&colon;//evil.com",
    "https://\nevil.com",
    "<https://evil.com",
    "https%3A%2F%2Fevil.com",
    "https://crm.acme.test\\@evil.com",
    "|https://evil.com|",
    "`https://evil.com`",
    "*https://evil.com*",
]


def as_a_lenient_reader(text: str) -> str:
    """The text with look-alikes and the usual disguises undone."""
    plain = unicodedata.normalize("NFKC", text).replace("。", ".").replace("\\", "/")
    return re.sub(r"[\[({](?:\.|dot)[\])}]", ".", plain)


@pytest.mark.parametrize("text", FOREIGN, ids=range(len(FOREIGN)))
def test_no_foreign_link_leaves_in_any_form(text: str) -> None:
    for safe in (safe_mrkdwn, safe_literal, safe_raw):
        assert not SOMEWHERE.search(as_a_lenient_reader(safe(f"Look at {text} now", RULES)))
        assert not SOMEWHERE.search(as_a_lenient_reader(safe(text, RULES)))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://crm.acme.test/accounts/7", "<https://crm.acme.test/accounts/7>"),
        ("[the account](https://crm.acme.test/accounts/7)", "<https://crm.acme.test/accounts/7|the account>"),
        ("<https://crm.acme.test/accounts/7|the account>", "<https://crm.acme.test/accounts/7|the account>"),
        ("(https://crm.acme.test/a).", "(<https://crm.acme.test/a>)."),
        ("https://crm.acme.test/a?arr=1200000#x", "<https://crm.acme.test/a>"),
        ("[evil.com](https://crm.acme.test/a)", "<https://crm.acme.test/a>"),
        ("[a|b>c](https://crm.acme.test/a)", "<https://crm.acme.test/a|a/b&gt;c>"),
        ("ana@acme.test", "ana@acme.test"),
        ("Booking.com grew", "Booking dot com grew"),
    ],
)
def test_allowed_links_survive_without_what_could_carry_data(text: str, shown: str) -> None:
    assert safe_mrkdwn(text, RULES) == shown


def test_a_foreign_link_leaves_its_label_and_a_note() -> None:
    assert safe_mrkdwn("[Open the report](https://evil.com)", RULES) == "Open the report (link removed)"
    assert safe_mrkdwn("write to bob@evil.com", RULES) == "write to (address removed)"
    for reference in ("[Open][1]\n\n[1]: https://evil.com", "[Open][]\n[open]: <https://evil.com> 'x'"):
        assert safe_mrkdwn(reference, RULES) == "Open"
    assert safe_mrkdwn("[Open][1]\n[1]: see the playbook", RULES) == "[Open][1]\n[1]: see the playbook"


@pytest.mark.parametrize(
    "url",
    [
        "https://crm.acme.test:444/",
        "https://u@crm.acme.test/",
        "ftp://crm.acme.test/",
        "https://crm.acme.tést/",
        "x",
        "https://[",
    ],
)
def test_only_the_exact_host_over_http_is_allowed(url: str) -> None:
    assert allowed_url(url, RULES) is None


MENTIONS = [
    ("<@U1>", "U1"),
    ("<@U1|ana>", "ana"),
    ("<@W1>", "W1"),
    ("<!channel>", "channel"),
    ("<!here|here>", "here"),
    ("<!everyone>", "everyone"),
    ("<!subteam^S1>", "subteam"),
    ("<!subteam^S1|@cs-team>", "cs-team"),
    ("<#C1>", "#C1"),
    ("<#C1|general>", "#general"),
    ("@channel", "channel"),
    ("@here, look", "here, look"),
    ("@Everyone", "Everyone"),
    ("＠channel", "channel"),
    ("＜!channel＞", "channel"),
    ("＜@U1＞", "U1"),
    ("＜!subteam^S1|＠cs＞", "cs"),
    ("&lt;!channel&gt;", "channel"),
    ("&amp;lt;!channel&amp;gt;", "channel"),
    ("&#60;!here&#62;", "here"),
    (f"<!chan{ZERO_WIDTH}nel>", "channel"),
    ("<!date^1700000000^{date}|today>", "today"),
    ("<@U1", "&lt;@U1"),
]


@pytest.mark.parametrize(("text", "shown"), MENTIONS)
def test_no_mention_is_live(text: str, shown: str) -> None:
    assert safe_mrkdwn(text, RULES) == shown
    assert "<" not in safe_literal(text, RULES)
    assert not re.search(r"<[@#!]\S*>", safe_raw(text, RULES))


HARMLESS = [
    "NRR was 108.3 % (+2.1 points), ARR $1,204,000 at 31 Dec 2024.",
    "e.g. Q1/Q2, 24/7, and/or, p.m., i.e. v1.2.3, 3:1, 12:30, U.S., Node.js",
    "R&D at AT&T: 5 < 7 and 9 > 3, a<b>c",
    "net_revenue_retention, accounts.segment, t0.id = t1.id, [1] and matrix[1][2]",
    "Größe, naïve, 東京支社, Zürich, café — “quoted”, 50 % … ✅",
    "See [note] and (note) f(x) data: 12 rows; file: none",
    "Ask @ben about it, 2@3, a @ b",
]


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_texts_stay_as_they_are(text: str) -> None:
    assert safe_raw(text, RULES) == text
    assert safe_mrkdwn(text, RULES) == text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


INVISIBLE = [
    "\u200b",
    "\u202e",
    "\u2066",
    "\ufeff",
    "\U000e0041",
    "\x00",
    "\x1b",
    "\ud800",
    "\ue000",
    "\u3164",
    "\u0351" * 9,
]


@pytest.mark.parametrize("hidden", INVISIBLE, ids=[f"U+{ord(text[0]):04X}" for text in INVISIBLE])
def test_no_invisible_character_leaves(hidden: str) -> None:
    for safe in (safe_mrkdwn, safe_literal, safe_raw):
        shown = safe(f"A{hidden}cme", RULES)
        assert len(shown) <= len("Acme") + 2
        assert hidden not in shown
