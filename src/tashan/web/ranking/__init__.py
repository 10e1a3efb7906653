"""What the pages of rankings, appraisals and boards show."""
