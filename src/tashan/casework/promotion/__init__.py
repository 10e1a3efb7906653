"""Investment promotion: leads from the first report to production, and what becomes of promises."""
