"""Rankings and appraisals: runs, what is recorded for them, objections, consents, publication."""
