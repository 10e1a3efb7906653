"""Monthly rounds on pages: rounds, reports, problems, alarms, inspections, evaluations."""
