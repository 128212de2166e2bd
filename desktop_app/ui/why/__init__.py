"""Vì sao 62?: the sheet that shows what stands behind a figure."""
