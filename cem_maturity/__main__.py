"""The program's entry: the version at once, everything else through the commands."""

import sys


def main() -> None:
    """Run the command line and end the process with its exit code."""
    if sys.argv[1:] == ["--version"]:
        from cem_maturity import __version__

        _end(0, f"{__version__}\n")
    sys.unraisablehook = _unraised
    # A command lives for a moment: collecting cycles costs a quarter of a short run and frees nothing that matters.
    import gc

    gc.disable()
    try:
        from cem_maturity.cli.app import run

        run()
    except SystemExit as end:
        _end(end.code)
    except KeyboardInterrupt:
        _end(130)  # before there was anything to keep
    except RuntimeError as error:
        # Before Python 3.12 whatever is raised while a class is made comes wrapped.
        if not isinstance(error.__cause__, KeyboardInterrupt):
            raise
        _end(130)


def _unraised(told: "sys.UnraisableHookArgs") -> None:
    """Ctrl-C where Python can raise nothing, as while it lets go of an object, would be told and then forgotten."""
    if issubclass(told.exc_type, KeyboardInterrupt):
        _end(130)
    sys.__unraisablehook__(told)


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
    if "cem_maturity.adapters.workers.process" in sys.modules:
        # Workers leave a socket among temporary files, which goes with what is done at an exit.
        import atexit

        atexit._run_exitfuncs()
    os._exit(exit_code)


if __name__ == "__main__":
    main()
