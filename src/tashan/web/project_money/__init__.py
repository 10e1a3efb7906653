"""Money won for projects on pages: sources, one project’s money, contracts and payments."""
