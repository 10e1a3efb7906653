from typing import Any

class RapidOCROutput:
    boxes: Any
    txts: tuple[str, ...]
    scores: tuple[float, ...]

class RapidOCR:
    def __init__(self, *, params: dict[str, Any] | None = None) -> None: ...
    def __call__(self, img_content: Any) -> RapidOCROutput: ...
