from typing import Any

import numpy as np
from numpy.typing import NDArray

class SimpleMinCostFlow:
    OPTIMAL: Any
    def add_arcs_with_capacity_and_unit_cost(
        self,
        tails: NDArray[np.int32],
        heads: NDArray[np.int32],
        capacities: NDArray[np.int64],
        unit_costs: NDArray[np.int64],
    ) -> NDArray[np.int32]: ...
    def set_node_supply(self, node: int, supply: int) -> None: ...
    def solve(self) -> Any: ...
    def flows(self, arcs: NDArray[np.int32]) -> NDArray[np.int64]: ...
