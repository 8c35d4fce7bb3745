"""The program's entry: the version at once, everything else through the commands."""

import sys


def main() -> None:
    """Run the command line and end the process with its exit code."""
    if sys.argv[1:] == ["--version"]:
        from cem_maturity import __version__

        _end(0, f"{__version__}\n")
    try:
        _run()
    except SystemExit as end:
        _end(end.code)
    except KeyboardInterrupt:
        _end(130)


def _run() -> None:
    # A command lives for a moment: collecting cycles costs a quarter of a short run and frees nothing that matters.
    import gc

    gc.disable()
    # Until there is anything to keep, Ctrl-C ends the program as it ends any other, without a traceback.
    import signal

    is_awaited = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if is_awaited:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from cem_maturity.cli.app import run

    if is_awaited:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    run()


def _end(code: object, last_words: str = "") -> None:
    """End at once: taking the program apart, piece by piece, would cost a tenth of a short run."""
    import os

    exit_code = code if isinstance(code, int) else 0
    try:
        if sys.stdout is not None:
            sys.stdout.write(last_words)
            sys.stdout.flush()
    except OSError as error:
        from cem_maturity.cli.streams import tell_not_written

        exit_code = exit_code or tell_not_written(error)
    try:
        if sys.stderr is not None:
            sys.stderr.flush()
    except OSError:
        pass  # nobody is left to tell
    os._exit(exit_code)


if __name__ == "__main__":
    main()
