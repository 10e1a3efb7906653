"""A mechanism in plain words, made from its file, in Chinese and in English."""
