"""The form for KakaoTalk templates: what it holds, its steps."""
