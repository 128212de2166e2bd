"""Dịch vụ công trực tuyến: one form's figures for a period, unit by unit, typed into a grid like Excel's."""
