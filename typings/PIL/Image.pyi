from io import BytesIO
from types import TracebackType

MAX_IMAGE_PIXELS: int | None

class DecompressionBombError(Exception): ...

class Image:
    size: tuple[int, int]
    def convert(self, mode: str) -> Image: ...
    def __enter__(self) -> Image: ...
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...

def open(fp: BytesIO) -> Image: ...
