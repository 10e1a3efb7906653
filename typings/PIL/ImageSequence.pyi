import collections.abc

from PIL.Image import Image

def Iterator(im: Image) -> collections.abc.Iterator[Image]: ...
