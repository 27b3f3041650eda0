"""JSON Patch (RFC 6902): what makes one document out of another."""

from typing import Any


def difference(old: Any, new: Any, path: str = "") -> list[dict[str, Any]]:  # noqa: ANN401
    """The operations (add, remove, replace) that turn `old` into `new`."""
    if old == new:
        return []
    if isinstance(old, dict) and isinstance(new, dict):
        return _of_objects(old, new, path)
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        return [
            step
            for at, (one, other) in enumerate(zip(old, new, strict=True))
            for step in difference(one, other, f"{path}/{at}")
        ]
    return [{"op": "replace", "path": path, "value": new}]


def _of_objects(
    old: dict[str, Any], new: dict[str, Any], path: str
) -> list[dict[str, Any]]:
    steps: list[dict[str, Any]] = []
    for name in sorted(old.keys() | new.keys()):
        here = f"{path}/{name}"
        if name not in new:
            steps.append({"op": "remove", "path": here})
        elif name not in old:
            steps.append({"op": "add", "path": here, "value": new[name]})
        else:
            steps += difference(old[name], new[name], here)
    return steps
