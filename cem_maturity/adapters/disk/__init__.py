"""The doors between files and the program: nothing is read or written beside them."""

from cem_maturity.adapters.disk.attached import Found, read_text_or_attached, text_or_attached_in
from cem_maturity.adapters.disk.finding import documents_below, is_file, stands_at
from cem_maturity.adapters.disk.journal import Span, append_lines, lines_at, whole_lines
from cem_maturity.adapters.disk.loading import (
    LIMIT,
    PDF_LIMIT,
    Unreadable,
    fingerprint,
    fingerprint_of,
    read_beside,
    read_bytes,
    read_text,
)
from cem_maturity.adapters.disk.saving import (
    ChangedMeanwhile,
    HeldElsewhere,
    NotSaved,
    because,
    hold,
    make_folder,
    save,
    save_folder,
    save_text,
)

__all__ = [
    "LIMIT",
    "PDF_LIMIT",
    "ChangedMeanwhile",
    "Found",
    "HeldElsewhere",
    "NotSaved",
    "Span",
    "Unreadable",
    "append_lines",
    "because",
    "documents_below",
    "fingerprint",
    "fingerprint_of",
    "hold",
    "is_file",
    "lines_at",
    "make_folder",
    "read_beside",
    "read_bytes",
    "read_text",
    "read_text_or_attached",
    "save",
    "save_folder",
    "save_text",
    "stands_at",
    "text_or_attached_in",
    "whole_lines",
]
