"""What holds for all tests."""

from hypothesis import settings

# A busy machine is no failure: how long things take is for the benchmarks.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
