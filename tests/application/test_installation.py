"""Which command installs what PDF needs."""

import pytest

from cem_maturity.application.installation import Machine, families, install_command

APT = "apt-get install --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


@pytest.mark.parametrize(
    ("machine", "command"),
    [
        (Machine("linux", ("debian",), is_administrator=True), APT),
        (Machine("linux", ("debian",), is_administrator=True, has_sudo=True), APT),
        (Machine("linux", ("debian",), has_sudo=True), f"sudo {APT}"),
        (Machine("linux", ("debian",)), f"su -c '{APT}'"),
        (Machine("linux", ("linuxmint", "ubuntu", "debian"), has_sudo=True), f"sudo {APT}"),
        (Machine("linux", ("rocky", "rhel", "centos", "fedora"), has_sudo=True), "sudo dnf install pango harfbuzz"),
        (Machine("linux", ("manjaro", "arch"), has_sudo=True), "sudo pacman -S pango harfbuzz"),
        (Machine("darwin", has_sudo=True), "brew install pango"),
        (Machine("linux", ("plan9",), has_sudo=True), ""),
        (Machine("linux"), ""),
    ],
)
def test_each_system_has_its_command(machine: Machine, command: str) -> None:
    """The package manager of the system's family; sudo where there is one and it is needed."""
    assert install_command(machine) == command


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('PRETTY_NAME="Debian GNU/Linux 12"\nID=debian\n', ("debian",)),
        ('ID="linuxmint"\nID_LIKE="ubuntu debian"\n', ("linuxmint", "ubuntu", "debian")),
        ("ID=opensuse-leap\nID_LIKE='suse opensuse'\n", ("leap", "suse", "opensuse")),
        ("", ()),
    ],
)
def test_a_system_says_its_family_itself(text: str, expected: tuple[str, ...]) -> None:
    """The nearest name first."""
    assert families(text) == expected
