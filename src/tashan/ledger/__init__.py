"""Books, accounts, entries and balances: double entry in whole fen, which knows no programme."""
