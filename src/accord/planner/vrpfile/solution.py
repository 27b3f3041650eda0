"""A solution as PyVRP's collection writes it: one line a vehicle, and the cost.

    Route #1: 220 122 160
    Route #2:
    Cost: 6655548

Numbers are nodes counted from 0, so that the depots come first. Where vehicles differ,
route k is that of vehicle k, and who stays at home has an empty one.
"""

from pyvrp import ProblemData, Solution

from accord.planner.vrpfile.build import Instance


def cost(data: ProblemData, solution: Solution) -> int:
    """What the solution costs, whole: distance, and prizes that were left."""
    paid = solution.distance_cost() + solution.duration_cost()
    return paid + solution.fixed_vehicle_cost() + solution.uncollected_prizes()


def routes(instance: Instance, solution: Solution) -> list[list[int]]:
    """The nodes that each vehicle visits, in the order of vehicles."""
    data = instance.data
    free = [iter(which) for which in instance.vehicles]
    driven: list[list[int]] = [[] for _ in range(data.num_vehicles)]
    for route in solution.routes():
        vehicle = next(free[route.vehicle_type()])
        driven[vehicle] = [
            data.client(one.idx).location for one in route if one.is_client()
        ]
    if len(instance.vehicles) == 1:
        return [nodes for nodes in driven if nodes]
    return driven


def text(instance: Instance, solution: Solution) -> str:
    """The solution file."""
    lines = [
        f"Route #{number}:" + "".join(f" {node}" for node in nodes)
        for number, nodes in enumerate(routes(instance, solution), 1)
    ]
    return "\n".join([*lines, f"Cost: {cost(instance.data, solution)}", ""])
