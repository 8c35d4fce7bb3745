"""The doors between files and the program: nothing is read or written beside them."""

from cem_maturity.adapters.disk.attached import Found, read_text_or_attached
from cem_maturity.adapters.disk.loading import LIMIT, Unreadable, fingerprint, read_beside, read_bytes, read_text
from cem_maturity.adapters.disk.saving import HeldElsewhere, NotSaved, hold, save, save_folder, save_text

__all__ = [
    "LIMIT",
    "Found",
    "HeldElsewhere",
    "NotSaved",
    "Unreadable",
    "fingerprint",
    "hold",
    "read_beside",
    "read_bytes",
    "read_text",
    "read_text_or_attached",
    "save",
    "save_folder",
    "save_text",
]
