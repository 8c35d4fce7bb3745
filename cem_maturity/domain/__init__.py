"""What maturity is and how it is judged; the standard library only."""
