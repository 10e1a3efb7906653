"""The tables of the national exchange of approvals, filled from the cases."""
