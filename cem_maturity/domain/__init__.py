"""What maturity is and how it is judged; the standard library only.

Values are frozen dataclasses where kinds are told apart by equality, changed field by field, or have a field called
`index`; the others are named tuples, which take a quarter of the time to define: short commands define dozens.
"""
