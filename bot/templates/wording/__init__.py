"""Words by language: promotion, opting out, data nobody may ask for, and how a language is recognised."""
