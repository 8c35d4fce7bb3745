"""Customer experience management maturity: interview, score, report."""

__version__ = "0.1.0"
