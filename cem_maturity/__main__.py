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

    run()


if __name__ == "__main__":
    main()
