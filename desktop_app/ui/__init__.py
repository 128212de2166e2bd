"""The window: screens, widgets, plots and item models. Reads the record and asks the session for changes."""
