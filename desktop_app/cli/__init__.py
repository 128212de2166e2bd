"""The command line for IT staff, tests and scripts; knows no Qt. Messages in Vietnamese, exit codes 0, 1, 2."""
