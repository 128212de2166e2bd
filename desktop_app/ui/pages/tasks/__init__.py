"""Nhiệm vụ: the list of tasks, what needs doing first, and a pane in which each is kept."""
