"""What stands at a place, as far as the system tells."""

import errno
import os
from pathlib import Path

import pytest

from cem_maturity.adapters.disk import NotSaved, stands_at


def test_a_link_that_leads_nowhere_stands_there_too(tmp_path: Path) -> None:
    """A file, a folder, a link; nothing, and nothing below a file."""
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to("nowhere")

    found = [stands_at(tmp_path / name) for name in ("file", "link", ".", "none", "file/below")]

    assert found == [True, True, True, False, False]


def test_what_nobody_can_see_is_not_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A network folder that does not answer for a moment hides a file and does not remove it."""

    def refuse(*_: object) -> os.stat_result:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "lstat", refuse)

    with pytest.raises(NotSaved, match="Input/output error"):
        stands_at(tmp_path / "file")
