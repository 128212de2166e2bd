"""The screen "Báo cáo": what to look at before exporting, the pages as they print, and the export itself."""
