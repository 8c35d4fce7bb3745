"""Readers fed with bytes by a fuzzer that watches which lines they reach; run by `make fuzz`, apart from the tests."""
