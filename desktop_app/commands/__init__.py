"""What a person can do: one frozen dataclass a change. Knows domain and `store.transaction`, nothing else.

A command's `describe(tx)` gives the log's label in Vietnamese, `run(tx)` writes. Making a command or running
it raises InvalidInput for values that cannot be; then nothing is changed.
"""
