"""Time as geometry: the axis, marks and lines on it, and histograms."""
