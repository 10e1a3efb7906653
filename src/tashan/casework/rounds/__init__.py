"""Monthly rounds on projects: reports, lights, problems, alarms, inspections, evaluation."""
