"""`tashan clock`: a clock in each line of JSON, read strictly, and the line it is answered with."""
