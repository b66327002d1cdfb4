from __future__ import annotations

from tests.records import ago
from tests.tools.briefing.tiny import tiny
from tools.briefing.answers import answers
