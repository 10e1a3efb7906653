"""What the page of the benchmark says, draws and takes away."""
