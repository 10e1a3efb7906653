"""The pages of budgets, payments and nominations."""
