"""Who and where: places, offices, officers, enterprises, parks, projects and households, dated."""
