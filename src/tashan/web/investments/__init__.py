"""Pages of guidance and incubation funds."""
