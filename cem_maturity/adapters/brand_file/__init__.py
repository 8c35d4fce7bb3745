"""Brands, read from YAML and the files beside it."""

from cem_maturity.adapters.brand_file.reading import Beside, read

__all__ = ["Beside", "read"]
