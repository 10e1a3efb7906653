"""The mechanism versions in force here: what was adopted, from whom, with which changes."""
