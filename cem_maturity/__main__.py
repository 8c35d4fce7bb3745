"""The program's entry: the version at once, everything else through the commands."""

import sys


def main() -> None:
    """Run the command line and end the process with its exit code."""
    if sys.argv[1:] == ["--version"]:
        from cem_maturity import __version__

        print(__version__)
        return
    # A command lives for a moment: collecting cycles costs a quarter of a short run and frees nothing that matters.
    import gc

    gc.disable()
    from cem_maturity.cli.app import run

    try:
        run()
    except SystemExit as end:
        _end(end.code)


def _end(code: object) -> None:
    """End at once: taking the program apart, piece by piece, would cost a tenth of a short run."""
    import os

    if isinstance(code, str):
        print(code, file=sys.stderr)
        code = 1
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, OSError):  # no stream, or nobody reads it: the command has said so where it matters
            continue
    os._exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    main()
