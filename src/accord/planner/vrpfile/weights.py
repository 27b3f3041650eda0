"""Distances between all pairs of nodes of a VRPLIB file, as a square of floats."""

import numpy as np
from numpy.typing import NDArray

from accord.planner.errors import BadProblem
from accord.planner.vrpfile.form import Form

Matrix = NDArray[np.float64]


def weights(form: Form, nodes: int) -> Matrix:
    """What EDGE_WEIGHT_TYPE asks for; raises BadProblem for what is not understood."""
    kind = form.fields.get("EDGE_WEIGHT_TYPE", "")
    if kind == "EXPLICIT":
        return _explicit(form, nodes)
    if kind not in ("EUC_2D", "FLOOR_2D", "CEIL_2D"):
        raise BadProblem(
            f"EDGE_WEIGHT_TYPE {kind[:20] or '(none)'} is not understood; EUC_2D, "
            "FLOOR_2D, CEIL_2D and EXPLICIT are."
        )
    rows = form.indexed("NODE_COORD", nodes, 2)
    if rows is None:
        raise BadProblem(f"{kind} needs a NODE_COORD_SECTION.")
    points = np.array(rows)
    apart = points[:, None, :] - points[None, :, :]
    distances: Matrix = np.sqrt((apart**2).sum(axis=2))
    if kind == "FLOOR_2D":
        return np.floor(distances)
    return np.ceil(distances) if kind == "CEIL_2D" else distances


def _explicit(form: Form, nodes: int) -> Matrix:
    layout = form.fields.get("EDGE_WEIGHT_FORMAT", "")
    numbers = [one for row in form.sections.get("EDGE_WEIGHT", []) for one in row]
    wanted = {
        "FULL_MATRIX": nodes * nodes,
        "LOWER_ROW": nodes * (nodes - 1) // 2,
        "LOWER_DIAG_ROW": nodes * (nodes + 1) // 2,
        "UPPER_ROW": nodes * (nodes - 1) // 2,
    }
    if layout not in wanted:
        raise BadProblem(
            f"EDGE_WEIGHT_FORMAT {layout[:20] or '(none)'} is not understood; "
            + ", ".join(wanted)
            + " are."
        )
    if len(numbers) != wanted[layout]:
        raise BadProblem(
            f"EDGE_WEIGHT_SECTION has {len(numbers):,} numbers; {wanted[layout]:,} "
            "belong there."
        )
    if min(numbers, default=0) < 0:
        raise BadProblem("EDGE_WEIGHT_SECTION has a distance below 0.")
    if layout == "FULL_MATRIX":
        square = np.array(numbers).reshape(nodes, nodes)
        np.fill_diagonal(square, 0)
        return square
    square = np.zeros((nodes, nodes))
    if layout == "UPPER_ROW":
        square[np.triu_indices(nodes, 1)] = numbers
    else:
        offset = 0 if layout == "LOWER_DIAG_ROW" else -1
        square[np.tril_indices(nodes, offset)] = numbers
        np.fill_diagonal(square, 0)
    return square + square.T
