"""How VS Code edits scenarios: brackets, comments, what Enter does behind a line."""

import json
from typing import Final

from benefit_flows.highlight.words import SETUP, TOLD, keywords
from benefit_flows.language.keywords import EXAMPLES

ASK: Final = "ask"
PAIRS: Final = (('"', '"'), ("“", "”"), ("«\u00a0", "\u00a0»"), ("(", ")"), ("[", "]"), ("<", ">"))


def render_configuration() -> str:
    """Write the language configuration as JSON."""
    opening = keywords((SETUP, *TOLD, EXAMPLES, ASK))
    configuration = {
        "comments": {"lineComment": "#"},
        "brackets": [["(", ")"], ["[", "]"], ["<", ">"]],
        "colorizedBracketPairs": [],
        "autoClosingPairs": [{"open": a, "close": b, "notIn": ["string", "comment"]} for a, b in PAIRS],
        "surroundingPairs": [list(pair) for pair in PAIRS],
        "autoCloseBefore": " \t\n)]|",
        "folding": {"offSide": True},
        "wordPattern": {"pattern": r"\p{L}(?:[\p{L}\p{N}_.@-]*[\p{L}\p{N}_])?|[\d-]+", "flags": "u"},
        "onEnterRules": [
            {"beforeText": f"^\\s*(?:{'|'.join(opening)})", "action": {"indent": "indent"}},
            {"beforeText": r"^\s*\|.*\|\s*$", "afterText": r"^\s*$", "action": {"indent": "none", "appendText": "| "}},
        ],
    }
    return json.dumps(configuration, ensure_ascii=False, indent=2) + "\n"
