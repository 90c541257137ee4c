"""Message templates as such: what Meta and Kakao refuse, how languages differ, files, plans. Pure: no I/O, no Slack."""
