"""Loans of bridge and mutual-aid funds: from the application to the last fen of the fee."""
