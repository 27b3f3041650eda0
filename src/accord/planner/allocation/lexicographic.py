"""Several objectives, one after another, each without giving up those before it.

All columns and rows are whole. Where the rows make a network (each lot, each need, an
owner's floor), a vertex of the linear problem is whole by itself. So each stage is
solved as a linear problem from the basis of the last; then what every best solution has
in common is fixed (columns with a reduced cost at their bound, rows with a dual as
equations), which keeps the network, and the next stage chooses among the best only.

If the end is not whole (needs whose items have unlike packs, limits by weight), broken
columns go down to whole packs and the rest is solved anew; where that keeps not all
rows, it is solved as a whole problem, with a limit on its branches. Then nothing is
proven but how far the first stage is at most from the best.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from accord.planner.errors import Impossible, PlannerError

Floats = NDArray[np.float64]
WHOLE = 1e-6
NODES = 100
TURNS = 4
STEEP = 1e-7


@dataclass(frozen=True, slots=True)
class Model:
    """lower <= columns <= upper, low <= rows @ columns <= high; columns are whole."""

    upper: Floats
    rows: csr_array
    low: Floats
    high: Floats
    lower: Floats


@dataclass(slots=True)
class Answer:
    """The columns, each stage's value, and whether that is proven to be the best.

    Where it is not, `bound` is what the first stage cannot be better than.
    """

    columns: Floats
    values: list[float] = field(default_factory=list)
    proven: bool = True
    bound: float | None = None


def minimise(model: Model, stages: Sequence[Floats], patient: bool = True) -> Answer:
    """The best columns; raises Impossible when no columns keep the rows.

    Unless `patient`, also when keeping them would need a search by branches.
    """
    answer = _linear(model, stages)
    if _broken(answer.columns).any():
        bound = float(stages[0] @ answer.columns)
        try:
            answer = _dive(model, stages, answer.columns)
        except Impossible:
            if not patient:
                raise
            answer = _whole(model, stages)
        answer.bound = bound
    answer.columns = np.round(answer.columns)
    answer.values = [float(stage @ answer.columns) for stage in stages]
    return answer


def _solver(model: Model) -> highspy.Highs:
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    lp = highspy.HighsLp()
    lp.num_col_ = len(model.upper)
    lp.num_row_ = model.rows.shape[0]
    lp.col_cost_ = np.zeros(len(model.upper))
    lp.col_lower_, lp.col_upper_ = model.lower, model.upper
    lp.row_lower_, lp.row_upper_ = model.low, model.high
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = model.rows.indptr
    lp.a_matrix_.index_ = model.rows.indices
    lp.a_matrix_.value_ = model.rows.data
    solver.passModel(lp)
    return solver


def _solved(solver: highspy.Highs) -> highspy.HighsSolution:
    solver.run()
    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        raise Impossible(
            "What has been accepted cannot all be kept: goods are missing."
        )
    if status not in (
        highspy.HighsModelStatus.kOptimal,
        highspy.HighsModelStatus.kModelEmpty,
        highspy.HighsModelStatus.kSolutionLimit,
    ):
        raise PlannerError(f"The allocation ended early: {status}.")
    return solver.getSolution()


def _linear(model: Model, stages: Sequence[Floats]) -> Answer:
    solver = _solver(model)
    lower, upper = model.lower.copy(), model.upper.copy()
    low, high = model.low.copy(), model.high.copy()
    every = np.arange(len(upper), dtype=np.int32)
    columns = lower
    for stage in stages:
        scale = max(1.0, float(np.abs(stage).max(initial=0)))
        solver.changeColsCost(len(every), every, stage / scale)
        found = _solved(solver)
        columns = np.array(found.col_value)
        steep = np.abs(np.array(found.col_dual)) > STEEP
        at = np.where(columns - lower < upper - columns, lower, upper)
        lower[steep] = upper[steep] = at[steep]
        solver.changeColsBounds(len(every), every, lower, upper)
        values, duals = np.array(found.row_value), np.array(found.row_dual)
        tight = np.abs(duals) > STEEP
        side = np.where(np.abs(values - low) < np.abs(high - values), low, high)
        low[tight] = high[tight] = side[tight]
        for row in np.flatnonzero(tight):
            solver.changeRowBounds(int(row), low[row], high[row])
    return Answer(columns)


def _whole(model: Model, stages: Sequence[Floats]) -> Answer:
    solver = _solver(model)
    every = np.arange(len(model.upper), dtype=np.int32)
    kinds = np.full(len(every), int(highspy.HighsVarType.kInteger), dtype=np.uint8)
    solver.changeColsIntegrality(len(every), every, kinds)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_max_nodes", NODES)
    columns, proven = model.lower, True
    for stage in stages:
        scale = max(1.0, float(np.abs(stage).max(initial=0)))
        solver.changeColsCost(len(every), every, stage / scale)
        columns = np.round(np.array(_solved(solver).col_value))
        proven &= solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        used = np.flatnonzero(stage).astype(np.int32)
        most = float(stage @ columns) / scale
        solver.addRow(-np.inf, most + 1e-6, len(used), used, stage[used] / scale)
        solver.setSolution(len(every), every, columns)
    return Answer(columns, proven=proven)


def _dive(model: Model, stages: Sequence[Floats], columns: Floats) -> Answer:
    """Takes broken columns down to whole packs, and solves the rest anew."""
    lower, upper = model.lower.copy(), model.upper.copy()
    for turn in range(TURNS):
        broken = _broken(columns) if turn < TURNS - 1 else _unlike(model)
        lower[broken] = np.maximum(model.lower, np.floor(columns + WHOLE))[broken]
        upper[broken] = lower[broken]
        columns = _linear(replace(model, lower=lower, upper=upper), stages).columns
        if not _broken(columns).any():
            break
    return Answer(columns, proven=False)


def _broken(columns: Floats) -> NDArray[np.bool_]:
    return np.abs(columns - np.round(columns)) > WHOLE


def _unlike(model: Model) -> NDArray[np.bool_]:
    """Columns that count for other than one in a row: without them it is a network."""
    rows = abs(model.rows)
    rows.data = (rows.data != 1.0).astype(float)
    return (rows.T @ np.ones(rows.shape[0])) > 0
