"""The rules of the check by what they look at; `bot.templates.check` runs them all."""
