"""RCS account, senders, test numbers, questionnaire and upscales."""
