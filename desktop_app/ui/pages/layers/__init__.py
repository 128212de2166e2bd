"""An toàn 4 lớp: what holds of each layer, by unit and by system, on the day looked at."""
