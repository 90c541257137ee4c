"""KakaoTalk's operations."""
