"""Which command installs what PDF needs outside Python, on which system."""

from collections.abc import Mapping
from dataclasses import dataclass

_COMMANDS: Mapping[str, str] = {
    "debian": "apt-get install --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "fedora": "dnf install pango harfbuzz",
    "rhel": "dnf install pango harfbuzz",
    "arch": "pacman -S pango harfbuzz",
    "alpine": "apk add pango so:libpangoft2-1.0.so.0 so:libharfbuzz-subset.so.0 so:libfontconfig.so.1",
    "suse": "zypper install libpango-1_0-0 libharfbuzz-subset0",
}
"""By the family of the system, as /etc/os-release names it in ID or ID_LIKE."""


@dataclass(frozen=True, slots=True)
class Machine:
    """What decides how something is installed."""

    platform: str
    """As `sys.platform` says it."""

    families: tuple[str, ...] = ()
    """ID and ID_LIKE of /etc/os-release, the nearest first."""

    is_administrator: bool = False
    has_sudo: bool = False


def install_command(machine: Machine) -> str:
    """The very command that installs what PDF needs on that *machine*; nothing where we know none."""
    if machine.platform == "darwin":
        return "brew install pango"
    command = next((_COMMANDS[family] for family in machine.families if family in _COMMANDS), "")
    if not command or machine.is_administrator:
        return command
    return f"sudo {command}" if machine.has_sudo else f"su -c '{command}'"


def families(os_release: str) -> tuple[str, ...]:
    """The system's own id and those it is like, from the text of /etc/os-release."""
    pairs = dict(line.partition("=")[::2] for line in os_release.splitlines())
    words = f"{pairs.get('ID', '')} {pairs.get('ID_LIKE', '')}".replace('"', "").replace("'", "").split()
    return tuple(dict.fromkeys(word.removeprefix("opensuse-") for word in words))
