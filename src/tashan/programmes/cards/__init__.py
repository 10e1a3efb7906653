"""Cards: issued on a list or a ranking, renewed, withdrawn, checked by anybody."""
