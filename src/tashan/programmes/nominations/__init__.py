"""Honours: nominated, scored, announced, published, with a certificate; published seats."""
