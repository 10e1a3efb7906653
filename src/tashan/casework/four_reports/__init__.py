"""Four reports: acts on card holders told beforehand, received, recorded; never held up."""
