"""An Excel-like grid for any table of figures. `ExcelGrid` is the widget, `GridModel` what it shows."""
