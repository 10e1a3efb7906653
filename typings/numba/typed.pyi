from typing import Generic, TypeVar

T = TypeVar("T")

class List(Generic[T]):
    def __init__(self) -> None: ...
    def append(self, item: T) -> None: ...
