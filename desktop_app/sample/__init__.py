"""The sample record of the invented province An Bình, built through the same commands as a clerk's edits."""
