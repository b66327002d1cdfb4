"""One period as a single phrase: a table of patterns over spelled-out text, each with the function that reads it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from tools import period_readers as read
from tools.period_readers import Groups, Reading
from tools.period_spelling import COUNTS, MONTHS
from tools.periods import Calendar


@dataclass(frozen=True)
class Atom:
    """A phrase found in a spelled-out text; `read` takes the year a neighbour lends it."""

    span: tuple[int, int]
    groups: Groups
    reader: Callable[[Groups, Calendar], Reading]

    @property
    def is_in_year(self) -> bool:
        """A month, quarter, half or day, whose year may be named elsewhere."""
        names = ("month", "q", "h", "ordinal")
        return any(self.groups.get(name) for name in names) and not self.groups.get("rel")

    def read(self, calendar: Calendar, year: int | None = None) -> Reading:
        return self.reader(self.groups | {"year": str(year)} if year else self.groups, calendar)


_MONTH = f"(?P<month>{'|'.join(MONTHS)})"
_PLAIN = (
    r"(?P<fy>(?:fiscal|calendar)(?: year)? ?|fy ?'?|cy ?'?|year (?:of )?)?"
    r"(?P<year>(?:19|20)\d\d)(?![\d%]|[.,]\d|[km]\b)"
)
_SHORT = r"(?:fy ?'?|cy ?'?|')(?P<short>\d\d)(?!\d)"
_FY_SHORT = r"(?:fy|cy) ?'?(?P<short>\d\d)(?!\d)"
_REL_YEAR = r"(?P<ryear>last|previous|prior|this|current|next) (?:fiscal |calendar )?year(?!s| to\b| end)"
_YEAR = rf"(?:{_PLAIN}|{_SHORT}|{_REL_YEAR})"
_TAIL = rf"(?: ?(?:,|-|/|\bof\b|\bin\b|\bfor\b)? ?(?:the )?{_YEAR})?"
_TWO_DIGITS = r"(?P<short>[12]\d)(?![\d%]|[.,]\d| ?[km]\b)"
_ORDINAL = "(?P<ordinal>first|1 ?st|second|2 ?nd|third|3 ?rd|fourth|4 ?th|final)"
_REL = "(?P<rel>last|previous|prior|past|preceding|this|current|next|coming|upcoming|forthcoming)"
_WHOLE = "(?:(?:full|complete|completed|fiscal|calendar|whole|entire|closed|business) )*"
_UNIT = "(?P<unit>day|week|month|quarter|year)"
_N = rf"(?P<n>\d{{1,3}}|{'|'.join(COUNTS[1:])})"
_LONG = "(?P<unit>quarter|month|year)"
_NEW_SPAN = rf"(?! ?(?:of |for |,)?(?:\d{{4}}|q ?\d|'\d|fy|last|this|{'|'.join(MONTHS)}))"
_SAME = "same (?:(?P<unit>day|week|month|quarter|year)|period|time|half|date|point|span|time frame)"
_WITHIN = "(?:over|in|within|during|across|throughout)"
_AFTER_IN = "(?:(?<=for )|(?<=in )|(?<=of )|(?<=over )|(?<=during ))"
# "now as MRR", "now by country": a turn of phrase, not a day.
_NOT_NOW = "as|in|by|for|show|only|just|with|without|do|make|give|the same"
_WEEKDAY = "|".join(read.WEEKDAYS)

_TABLE: tuple[tuple[str, Callable[[Groups, Calendar], Reading]], ...] = (
    (r"(?P<year>(?:19|20)\d\d)([-/.])(?P<mm>\d{1,2})\2(?P<d>\d{1,2})(?!\d)", read.read_exact_day),
    (r"(?P<a>\d{1,2})([/.-])(?P<b>\d{1,2})\2(?P<year>(?:19|20)\d\d)(?!\d)", read.read_slashed_day),
    (rf"(?P<d>\d{{1,2}}) ?(?:st|nd|rd|th)?(?: of)?(?: ?- ?| )?{_MONTH}{_TAIL}", read.read_exact_day),
    (rf"(?P<d>\d{{1,2}}) ?(?:st|nd|rd|th)?(?: of)?(?: ?- ?| )?{_MONTH} ?[-/ ,]{_TWO_DIGITS}", read.read_exact_day),
    (rf"{_MONTH}(?: ?- ?| )?(?:the )?(?P<d>\d{{1,2}}) ?(?:st|nd|rd|th)\b{_TAIL}", read.read_exact_day),
    (rf"{_MONTH} (?P<d>\d{{1,2}}),? {_YEAR}", read.read_exact_day),
    (rf"{_MONTH} (?P<d>\d{{1,2}})(?![\d%]|[.,]\d| ?[km]\b)", read.read_month_or_day),
    (rf"{_MONTH}[-/]?{_TWO_DIGITS}", read.read_month),
    (rf"(?!may (?:i|we|you|be|have|not|it)\b){_MONTH}(?: month)?{_TAIL}", read.read_month),
    (rf"(?:the )?{_REL} {_MONTH}", read.read_month),
    (rf"{_YEAR}(?:'s)? ?[-/,]? ?{_MONTH}", read.read_month),
    (r"(?P<year>(?:19|20)\d\d)[-/](?P<mm>0?[1-9]|1[0-2])(?![\d/-])", read.read_month),
    (r"(?P<mm>\d{1,2})[-/](?P<year>(?:19|20)\d\d)(?!\d)", read.read_month),
    (rf"(?:fiscal )?f?q ?-?(?P<q>[1-4])(?!\d){_TAIL}", read.read_quarter),
    (rf"f?q ?(?P<q>[1-4]) ?[-/ ]{_TWO_DIGITS}", read.read_quarter),
    (rf"(?P<q>[1-4]) ?q(?![a-z\d]){_TAIL}", read.read_quarter),
    (rf"(?P<q>[1-4])q{_TWO_DIGITS}", read.read_quarter),
    (rf"{_YEAR}(?:'s)? ?[-/,]? ?(?:the )?(?:f?q ?(?P<q>[1-4])(?!\d)|{_ORDINAL} quarter)", read.read_quarter),
    (rf"(?:the )?{_ORDINAL} (?:fiscal |calendar )?quarter(?!s)(?: of the year)?{_TAIL}", read.read_quarter),
    (rf"quarter (?P<q>[1-4])(?!\d){_TAIL}", read.read_quarter),
    (rf"h ?(?P<h>[12])(?!\d){_TAIL}", read.read_half),
    (rf"(?P<h>[12]) ?h(?![a-z\d]){_TAIL}", read.read_half),
    (rf"(?:h(?P<h>[12])[-/ ]?){_TWO_DIGITS}", read.read_half),
    (rf"(?P<h>[12])h{_TWO_DIGITS}", read.read_half),
    (rf"{_YEAR}(?:'s)? ?[-/,]? ?(?:the )?(?:h ?(?P<h>[12])(?!\d)|{_ORDINAL} half)", read.read_half),
    (rf"(?:the )?{_ORDINAL} half(?: of the year)?{_TAIL}", read.read_half),
    (rf"(?:the )?(?P<edge>first|last|final) (?:{_N} )?(?P<unit>month|quarter)s? (?:of|in) (?:the )?{_YEAR}",
     read.read_edge_of_year),
    (rf"(?<!than )(?<!least )(?<!most )(?:the )?(?:{_PLAIN}|{_FY_SHORT})", read.read_year),
    (r"(?<=in )'(?P<short>\d\d)(?!\d)", read.read_year),
    (r"(?<=20\d\d and )'?(?P<short>[12]\d)(?!\d)", read.read_year),
    (r"(?:(?<=\bin )|(?<=\bof )|(?<=\bend ))'?(?P<short>2\d)(?! ?[\w%]|[.,]\d)", read.read_year),
    (rf"(?:mid[- ]|(?:the )?middle of )(?:of )?{_YEAR}", read.read_middle),
    (rf"(?:{_WITHIN} )?(?:the )past year|past year|{_WITHIN} the last year", read.read_year_back),
    (rf"(?:the )?{_REL} {_WHOLE}{_UNIT}(?!s|ly)", read.read_relative),
    (rf"(?:the )?{_UNIT} before (?P<rel>last)", read.read_relative),
    (rf"(?:{_REL}|trailing|rolling|recent|latest|over) {_WHOLE}{_N}(?: of)?(?: the)?[ -]?{_WHOLE}{_UNIT}s?(?![a-z])",
     read.read_last_some),
    (rf"(?:{_REL}|trailing|rolling) {_N} ?(?P<unit>d|w|m|q|y)(?![a-z])", read.read_last_some),
    (rf"(?<!\$){_N}[ -]{_UNIT}s?[ -](?:trailing|rolling)", read.read_last_some),
    (r"[tlr]tm|[ltr] ?12 ?m(?:onths?)?|(?:trailing|rolling) year", read.read_year_back),
    (rf"(?:the )?(?:rest|remainder) of (?:the |this )?(?:current |fiscal |calendar )*{_UNIT}(?!s)", read.read_rest),
    (r"(?:trailing|rolling) (?:twelve|12)(?: ?m(?:onths?|o)?)?(?!\w)", read.read_year_back),
    (rf"(?:(?:this|the|current|fiscal|calendar) )*{_UNIT}[- ]to[- ]date", read.read_to_date),
    (rf"f?(?P<unit>[yqmw])td{_TAIL}", read.read_to_date),
    (rf"(?:so far|to date),? (?:this|in the|in the current|for the) {_UNIT}", read.read_to_date),
    (rf"(?:right |just )?now(?! (?:{_NOT_NOW})\b)", read.read_now),
    (r"today|currently|at (?:the|this) moment|at present|presently", read.read_now),
    (r"current(?! (?:fiscal |calendar )?(?:day|week|month|quarter|year))", read.read_now),
    (r"yesterday|tomorrow", read.read_neighbour_day),
    (rf"(?:(?<=since )|(?<=on )|last )(?P<weekday>{_WEEKDAY})|^(?P<lone>{_WEEKDAY})$", read.read_weekday),
    (rf"(?P<weekday>{_WEEKDAY})'s(?= )", read.read_weekday),
    (rf"(?:(?:{_N}|an?) )?{_UNIT}s? (?:ago|back)\b", read.read_ago),
    (rf"(?:the )?{_LONG}[- ]end\b{_NEW_SPAN}", read.read_unit_end),
    (rf"{_AFTER_IN}the {_LONG}(?!s| (?:of|before|prior|end|ended|ending|to|with|that|when)\b|-)", read.read_current),
    (rf"(?:the )?{_SAME},? (?:of |in |from )?(?:the |a )?(?:last |previous |prior )?year(?: ago| before| earlier)?",
     read.read_year_before),
    (r"(?:a |one |the )?year (?:earlier|before|prior)(?! last)", read.read_year_before),
    (r"prior[- ]year (?:period|quarter|month)|year[- ](?:over|on)[- ]year|y ?[o/] ?y", read.read_year_before),
    (r"(?:(?:the|one|a) )?(?P<unit>quarter|month|week|day) (?:before|prior|earlier)(?! last)(?: that)?",
     read.read_before),
    (r"(?:the )?(?:period|one) before(?: that)?", read.read_before),
    (r"(?:the )?(?:previous|prior|preceding|last) (?:period|one)\b", read.read_before),
    (r"(?P<unit>quarter)[- ](?:over|on)[- ]quarter|q ?[o/] ?q", read.read_before),
    (r"(?P<unit>month)[- ](?:over|on)[- ]month|m ?[o/] ?m", read.read_before),
    (r"(?:of )?all[- ]time|ever|lifetime|historically|to date", read.read_everything),
    (r"since (?:the )?(?:(?:very )?begin(?:ning)?|inception|launch|start|day one)(?! of)", read.read_everything),
    (r"since (?:the )?(?:begin(?:ning)?|start) of (?:the )?(?:data|records)", read.read_everything),
    (r"(?:whole|entire|full|complete) (?:history|period|time)", read.read_everything),
)  # fmt: skip
_PATTERNS = tuple(
    (re.compile(rf"(?<![\w$€£#])(?<!\d[.,])(?:{pattern})(?![a-z_])"), reader) for pattern, reader in _TABLE
)


def find_atoms(spelled: str) -> list[Atom]:
    """The longest phrase at each place, in order, none overlapping another."""
    found = [
        Atom(match.span(), {key: value or "" for key, value in match.groupdict().items()} | {"all": match[0]}, reader)
        for pattern, reader in _PATTERNS
        for match in pattern.finditer(spelled)
    ]
    atoms: list[Atom] = []
    for atom in sorted(found, key=lambda item: (item.span[0], -item.span[1])):
        if not atoms or atom.span[0] >= atoms[-1].span[1]:
            atoms.append(atom)
    return atoms
