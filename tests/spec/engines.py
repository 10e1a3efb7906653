"""The engines that there are: each must give what the specification says."""

from __future__ import annotations

from importlib.util import find_spec

from tashan.mechanisms.rules.engines.columnar.engine import ColumnarEngine
from tashan.mechanisms.rules.engines.reference.engine import ReferenceEngine
from tashan.mechanisms.rules.tables import Engine
from tashan.mechanisms.working_days import calendar

REFERENCE = ReferenceEngine(calendar())
ENGINES: dict[str, Engine] = {"reference": REFERENCE, "columnar": ColumnarEngine(calendar())}
if find_spec("numba"):  # the extra: tashan[kernel]
    from tashan.mechanisms.rules.engines.kernel.engine import KernelEngine

    ENGINES["kernel"] = KernelEngine(calendar())
