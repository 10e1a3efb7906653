"""Money won for projects: granted, received, paid against progress, carried over, given back."""
