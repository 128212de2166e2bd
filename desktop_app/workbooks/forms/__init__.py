"""The workbooks given out to the units: one .xlsx a unit, protected except the cells to fill."""
