"""What Slack would bring to life in a text: links, addresses and mentions. Only allowed links survive.

Slack turns bare addresses into links, loads previews and pings people by tokens in angle brackets; a model that obeys
an attacker can use each of them to carry data out. So every form is taken out here, and the few allowed links come
back as `LIVE` marks that only the gate turns into Slack's own syntax.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import urlsplit

from integrations.slack.characters import clean, decode_entities

LINK_GONE = "(link removed)"
ADDRESS_GONE = "(address removed)"
# Private-use characters: `clean` has removed any that came with the text.
OPEN, BAR, CLOSE = "\ue000", "\ue001", "\ue002"
LIVE = re.compile(f"{OPEN}([^{BAR}{CLOSE}]+){BAR}([^{CLOSE}]*){CLOSE}")
MARKS = re.compile(f"[{OPEN}{BAR}{CLOSE}]")

# Top-level names of bare hosts ("evil.com"); only common ones, or "t0.id" and "Node.js" would be taken for hosts.
TOP = frozenset(
    re.findall(
        r"\w+",
        "com net org io ai app dev info biz xyz online site website shop store tech cloud link click top ly gg tv cc "
        "ru cn su tk ml cf gq uk de eu fr nl ca au jp br ch example test invalid onion",
    )
)
# One character of a host name: any script and any symbol that is no punctuation, for browsers take them too.
CHAR = r"[^\s.@/\\:;,<>()\[\]{}\"'|!?*`~=&%$#^+]"
# Possessive, so that a long chain of labels costs no more than its length.
CHAIN = re.compile(rf"(?<!{CHAR}){CHAR}++(?:\.{CHAR}++)++")
ADDRESS = re.compile(rf"[^\s@<>()\[\]{{}}\"',;:|]++@(?:{CHAR}++\.)++[^\W\d_]{{2,}}")
LEADS_ON = re.compile(r"\.?(?::\d|[/?#]\S)")
CARRIES_DATA = re.compile(r"\.?(?::\d+)?/\S*[?=]\S")
LINK = re.compile(
    r"""[a-z][a-z0-9+.-]{0,30}:/{2}                                         # https://...
    | \b(?:https?|ftps?|file|mailto|tel|sms|slack|javascript|vbscript|blob|callto|sip|facetime):\S
    | \bdata:(?:\w+/|[,;])                                              # data:text/html,...
    | (?:^|[^\w:/])//[\w-]+[.:/]                                        # //host/path
    | \bwww\.\w
    """,
    re.VERBOSE | re.IGNORECASE,
)
ANGLE = re.compile(r"<([^<>\n]{1,2000})>")
INLINE = re.compile(r"!?\[([^\[\]\n]*)\]\([ \t]*<?([^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)>?(?:[ \t]+[^()\n]*)?\)")
DEFINITION = re.compile(r"^ {0,3}\[([^\[\]\n]+)\]:[ \t]*<?(\S+)[^\n]*\n?", re.MULTILINE)
REFERENCE = re.compile(r"!?\[([^\[\]\n]+)\] ?\[([^\[\]\n]*)\]")
WORD = re.compile(r"\S+")
EDGES = re.compile(r"^([(\[{<\"'`*_~|,;:.!?]*)(.*?)([)\]}>\"'`*_~|,;:.!?]*)$", re.DOTALL)
HARMLESS = re.compile(r"[^.:/@\\\[({]*", re.ASCII)
SHOUT = re.compile(r"(^|[^\w])[@＠](channel|here|everyone)\b", re.IGNORECASE)
FULL_WIDTH = {0xFF1C: "<", 0xFF1E: ">"}
FOLDED = {0x3002: ".", 0xFF61: ".", 0x2024: ".", 0x5C: "/"}
DISGUISES = (
    (re.compile(r"[\[({](?:\.|dot)[\])}]"), "."),
    (re.compile(r"[\[({]:(?://)?[\])}]"), ":"),
    (re.compile(r"\bh(?:xx|tx|xt|\*\*)p"), "http"),
)


@dataclass(frozen=True)
class LinkRules:
    """What the company allows: exact host names of its own systems, and the addresses of its own people."""

    hosts: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()


def defuse(text: str, rules: LinkRules) -> str:
    """The text with nothing left that Slack could link, load or ping; allowed links are `LIVE` marks."""
    text = clean(decode_entities(text)).translate(FULL_WIDTH)
    text = _without_references(text)
    for _ in range(2):  # an image inside a link
        text = INLINE.sub(lambda match: _inline(match, rules), text)
    text = ANGLE.sub(lambda match: _angle(match[1], rules), text)
    return SHOUT.sub(r"\1\2", _outside_marks(text, rules))


def allowed_url(target: str, rules: LinkRules) -> str | None:
    """The link without query and fragment, when its host is exactly an allowed one; else None."""
    try:
        parts = urlsplit(target)
        plain = parts.scheme in ("http", "https") and parts.port is None and "@" not in parts.netloc
    except ValueError:
        return None
    if not plain or not target.isascii() or (parts.hostname or "") not in rules.hosts:
        return None
    return f"{parts.scheme}://{parts.hostname}{re.sub(r'[^A-Za-z0-9/_.~%-]', '', parts.path)}"


def _angle(inside: str, rules: LinkRules) -> str:
    """A token in angle brackets: a mention becomes its label, a link is checked, anything else is a comparison."""
    target, _, label = inside.partition("|")
    if target[:1] in ("@", "#"):
        return target[0].replace("@", "") + (label or target[1:]).lstrip("@＠#")
    if target[:1] == "!":
        return (label or target[1:].split("^")[0]).lstrip("@＠")
    return _link(target, label, rules) if _points_somewhere(target) else f"<{inside}>"


def _inline(match: re.Match[str], rules: LinkRules) -> str:
    label, target = match.groups()
    return _link(target, label, rules) if _points_somewhere(target) else match.group()


def _without_references(text: str) -> str:
    """`[text][1]` with a link as definition of 1 elsewhere: the definition goes, the text stays."""
    names = {name.casefold() for name, target in DEFINITION.findall(text) if _points_somewhere(target)}
    if not names:
        return text

    def define(match: re.Match[str]) -> str:
        return "" if match[1].casefold() in names else match.group()

    def unwrap(match: re.Match[str]) -> str:
        return match[1] if (match[2] or match[1]).casefold() in names else match.group()

    return REFERENCE.sub(unwrap, DEFINITION.sub(define, text))


def _link(target: str, label: str, rules: LinkRules) -> str:
    """An allowed link as a live mark; of a foreign one only the label stays, with a note that a link was there."""
    url = allowed_url(target, rules)
    named = "" if _points_somewhere(label) else WORD.sub(lambda match: _word(match.group(), rules), label.strip())
    if url:
        return f"{OPEN}{url}{BAR}{MARKS.sub('', named)}{CLOSE}"
    return f"{named} {LINK_GONE if _is_link(target) else ADDRESS_GONE}".strip()


def _outside_marks(text: str, rules: LinkRules) -> str:
    pieces = re.split(f"({OPEN}[^{CLOSE}]*{CLOSE})", text)
    words = (WORD.sub(lambda match: _word(match.group(), rules), piece) for piece in pieces[::2])
    return "".join(piece for pair in zip(words, [*pieces[1::2], ""], strict=True) for piece in pair)


def _word(word: str, rules: LinkRules) -> str:
    if HARMLESS.fullmatch(word) and word.isascii():
        return word
    before, core, after = EDGES.match(word).groups()  # type: ignore[union-attr]
    shadow = _shadow(core)
    if _leads_out(shadow) or (shadow != core.casefold() and any(map(_is_host, CHAIN.finditer(shadow)))):
        return before + _link(core, "", rules) + after
    if "@" in shadow and ADDRESS.search(shadow):
        core = _addresses(core, shadow, rules)
    return before + CHAIN.sub(_spelt_out, core) + after


def _leads_out(shadow: str) -> bool:
    """A link in any notation: a scheme, or a host with anything behind it or more than a name and a top level."""
    return LINK.search(shadow) is not None or any(_is_linked(shadow, chain) for chain in CHAIN.finditer(shadow))


def _is_linked(shadow: str, chain: re.Match[str]) -> bool:
    if shadow[: chain.start()].endswith("@"):
        return False
    labels, rest = chain.group().split("."), chain.end()
    if labels[-1].isalpha() and len(labels[-1]) > 1 and CARRIES_DATA.match(shadow, rest):
        return True
    is_number = len(labels) == 4 and all(label.isdecimal() for label in labels)
    if is_number or _is_host(chain):
        return LEADS_ON.match(shadow, rest) is not None or (len(labels) > 2 and not is_number)
    return False


def _is_host(chain: re.Match[str]) -> bool:
    top = chain.group().rpartition(".")[2].casefold()
    return top in TOP or top.startswith("xn--")


def _spelt_out(chain: re.Match[str]) -> str:
    """A bare host as words, so that nothing takes it for a link; the part behind an @ is an address already allowed."""
    is_address = chain.string[: chain.start()].endswith("@")
    return chain.group().replace(".", " dot ") if _is_host(chain) and not is_address else chain.group()


def _addresses(core: str, shadow: str, rules: LinkRules) -> str:
    """Addresses of the company's own people stay; with any trick in the word nothing stays."""
    if shadow != core.casefold() or core.count("@") != len(ADDRESS.findall(core)):
        return ADDRESS_GONE
    return ADDRESS.sub(lambda m: m.group() if m.group().casefold() in rules.addresses else ADDRESS_GONE, core)


def _points_somewhere(target: str) -> bool:
    return _is_link(target) or ADDRESS.search(_shadow(target)) is not None


def _is_link(word: str) -> bool:
    shadow = _shadow(word)
    chain = CHAIN.fullmatch(shadow)
    return _leads_out(shadow) or (chain is not None and _is_host(chain))


def _shadow(word: str) -> str:
    """The word as a browser or a lenient reader would take it, for recognition only."""
    shadow = unicodedata.normalize("NFKC", word).translate(FOLDED).casefold()
    for disguise, plain in DISGUISES:
        shadow = disguise.sub(plain, shadow)
    return shadow
