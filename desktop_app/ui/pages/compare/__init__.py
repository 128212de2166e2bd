"""So sánh hai thời điểm: the bridge from one state to another, and the list it rests on."""
