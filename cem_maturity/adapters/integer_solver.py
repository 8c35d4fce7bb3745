"""HiGHS, asked for a choice of stops; it loads when a search is long, and not before."""

from collections.abc import Sequence

from cem_maturity.domain.cover import Amounts, Stop

MOST_BITS = 24
"""Of a need, so that its tolerances stay small beside it; larger amounts are rounded so that no choice is lost."""


def solve(ladders: Sequence[Sequence[Stop]], needs: Amounts, spare: int) -> Sequence[int] | None:
    """The position of a stop for each ladder that together meet *needs* at the least cost, or None where none does.

    A choice that costs no more than *spare* is cheap enough. Figures are kept small enough for its tolerances; still
    they may let too much pass, so that a choice has to be checked.
    """
    import highspy

    class Quiet(highspy.Highs):
        def enableCallbacks(self) -> None:  # noqa: N802 - a name of theirs, called when a solver is made
            self.setOptionValue("output_flag", False)  # else a banner goes to stdout, among the results
            super().enableCallbacks()  # type: ignore[no-untyped-call]

    solver = Quiet()  # type: ignore[no-untyped-call]
    for option, value in (
        ("mip_rel_gap", 0.0),
        ("mip_abs_gap", 0.5),
        ("objective_target", float(spare)),
    ):
        solver.setOptionValue(option, value)
    rows = len(needs) + len(ladders)
    shifts = [max(0, need.bit_length() - MOST_BITS) for need in needs]
    lower = [float(need >> shift) for need, shift in zip(needs, shifts, strict=True)] + [1.0] * len(ladders)
    upper = [highspy.kHighsInf] * len(needs) + [1.0] * len(ladders)
    for row in range(rows):
        solver.addRow(lower[row], upper[row], 0, [], [])
    columns = [(ladder, stop) for ladder, stops in enumerate(ladders) for stop in stops]
    for ladder, stop in columns:
        entries = [
            (row, float(min(need >> shift, -(-gain >> shift))))  # more than is needed does no more
            for row, (gain, need, shift) in enumerate(zip(stop.gains, needs, shifts, strict=True))
            if gain
        ]
        entries.append((len(needs) + ladder, 1.0))
        places, values = zip(*entries, strict=True)
        solver.addCol(float(stop.cost), 0.0, 1.0, len(entries), list(places), list(values))
    for column in range(len(columns)):
        solver.changeColIntegrality(column, highspy.HighsVarType.kInteger)
    solver.run()
    if solver.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
        return None
    taken = iter([*solver.getSolution().col_value, *[0.0] * len(columns)])  # zeros where it found none
    return [max(range(len(stops)), key=[next(taken) for _ in stops].__getitem__) for stops in ladders]
