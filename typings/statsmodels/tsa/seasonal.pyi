from collections.abc import Sequence

class DecomposeResult:
    trend: Sequence[float]
    seasonal: Sequence[float]
    resid: Sequence[float]

class STL:
    def __init__(
        self,
        endog: Sequence[float],
        period: int,
        seasonal: int = ...,
        *,
        seasonal_deg: int = ...,
        robust: bool = ...,
    ) -> None: ...
    def fit(self) -> DecomposeResult: ...
