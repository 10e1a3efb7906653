"""Programmes matched with the register: runs, lists and awards."""
