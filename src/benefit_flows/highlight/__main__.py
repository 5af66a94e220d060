"""Write the files of the editors: ``python -m benefit_flows.highlight``."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from benefit_flows.highlight.textmate import render_textmate
from benefit_flows.highlight.vim import render_vim
from benefit_flows.highlight.vscode import render_configuration
from benefit_flows.writing import write_whole

FILES: Final[Mapping[str, Callable[[], str]]] = {
    "vscode/language-configuration.json": render_configuration,
    "vscode/syntaxes/benefit-flow.tmLanguage.json": render_textmate,
    "neovim/syntax/benefit-flow.vim": render_vim,
}


def main() -> None:
    """Write every file anew, in a checkout."""
    editors = Path(__file__).parents[3] / "editors"
    for name, render in FILES.items():
        if (why := write_whole(editors / name, render().encode())) is not None:
            sys.exit(f"editors/{name}: {why.en}")
        sys.stdout.write(f"editors/{name}\n")


if __name__ == "__main__":
    main()
