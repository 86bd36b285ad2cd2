"""Measurements, side by side with others in one run, told as ratios."""
