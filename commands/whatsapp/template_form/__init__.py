"""The form for WhatsApp templates: its state, the components it stands for, its steps."""
