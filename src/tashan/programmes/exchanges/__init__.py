"""Two separations, two exchanges: valued by declared rates, chosen freely, run to the end."""
