"""Addresses of the pages, one module a subject; ``tashan.web.urls`` puts them together."""
