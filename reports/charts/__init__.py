"""Geometry of the charts: numbers in, coordinates out; the drawing is done by the templates."""
