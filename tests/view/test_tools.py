"""What pages unpack is what was packed."""

import json
import subprocess
from typing import Final

import pytest

from benefit_flows import rulebook
from benefit_flows.language.speaker import Speaker
from benefit_flows.text import LANGUAGES
from benefit_flows.view.packing import compressed, document, pack
from benefit_flows.view.page import asset
from benefit_flows.view.steps import step_view
from tests.view.support import trace

pytestmark = pytest.mark.tools

ASK: Final = """
const document = { getElementById: id => ({ textContent: `\\n${blocks[id]}\\n` }) }
unpackData('data').then(packed => console.log(JSON.stringify([0, 1].map(each => unpack(packed, each)))))
"""
SLOWEST: Final = 60


def test_a_page_unpacks_what_was_packed_in_both_languages() -> None:
    steps = [document([step_view(each, Speaker(rulebook(), name)) for each in trace().steps]) for name in LANGUAGES]
    blocks = f"const blocks = {json.dumps({'data': compressed(pack(steps))})}\n"
    script = asset("benefit_flows.view", "assets/unpack.js")
    done = subprocess.run(
        ["node", "-"],  # noqa: S607  # wherever it is
        input=blocks + script + ASK,
        capture_output=True,
        encoding="utf-8",
        timeout=SLOWEST,
        check=True,
    )
    assert json.loads(done.stdout) == steps
