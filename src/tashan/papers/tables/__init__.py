"""Excel in: an officer's sheet becomes checked rows, and goes back with its faults marked.

``opening.open_table`` opens the file, ``header.find_header`` finds where the table stands in the
sheet, ``mapping.propose`` lays its columns to ``fields.Field``s, ``rows.read_rows`` gives each row
with its values and its problems, ``preview.preview`` counts them. ``template.template`` writes the
empty form, ``marked.marked`` the officer's own sheet with every bad cell coloured.
"""
