"""Plots of the record's figures: each shows one message, its exact values on demand, and opens the rows behind it.

pyqtgraph (and numpy with it) is imported only when the first plot is built, never by importing this package.
"""
