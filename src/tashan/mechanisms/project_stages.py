"""The stages of a project, as rules and the library of projects name them."""

STAGES = (
    *("planned", "reserved", "preparatory", "started", "building"),
    *("completed", "producing", "evaluated", "stopped", "ended"),
)
