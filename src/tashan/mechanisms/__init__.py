"""The mechanism language: files that say how something must go. Knows no Django."""
