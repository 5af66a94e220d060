"""``python -m benefit_flows``, and what the command ``benefit-flows`` calls."""

import sys

INTERRUPTED = 130


def main() -> int:
    """Run the command line. Ctrl-C ends it with one line, also while its modules are still being imported."""
    try:
        from benefit_flows.cli import main as run

        code = run()
        _leave_undisturbed()
    except KeyboardInterrupt:
        print("interrompu" if "fr" in sys.argv else "interrupted", file=sys.stderr)  # noqa: T201  # nothing else can
        code = INTERRUPTED
    if code == INTERRUPTED:
        _leave_at_once()
    return code


def _leave_undisturbed() -> None:
    """Let what is done be done: the interpreter would tell of a Ctrl-C on its way out by a traceback."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _leave_at_once() -> None:
    """End with the code that is documented: the interpreter ends by the signal if it met us in an ``exec``."""
    import os

    os._exit(INTERRUPTED)  # all is flushed


if __name__ == "__main__":
    sys.exit(main())
