"""Pages of loans: of the fund office, of the enterprise and of the bank."""
