"""KakaoTalk senders, templates and categories."""
