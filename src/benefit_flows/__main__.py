"""``python -m benefit_flows``."""

import sys

from benefit_flows.cli import main

if __name__ == "__main__":
    sys.exit(main())
