"""Payments of awards: made payable, drafted, approved by another, paid, filed, claimed back."""
