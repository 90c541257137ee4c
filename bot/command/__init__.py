"""The command framework. What a command needs comes from here:

    from bot.command import Args, Ctx, Effect, Reply, Router, option, word

The rooms behind this face are for those who bring commands to people (`bot.edge`, `bot.flows.execution`, `bot.docs`).
"""

from bot.command.arguments import (
    Arg,
    Args,
    Listing,
    NoArgs,
    arguments_of,
    hidden,
    option,
    others,
    rest,
    unlisted,
    validate,
    word,
    words,
)  # fmt: skip
from bot.command.bodies import Body, filled
from bot.command.context import Actor, Ctx, Place, Role, Services
from bot.command.declaration import Audience, Choice, Command, Effect, Question, Reply
from bot.command.router import DuplicateCommand, Router
from bot.command.wizard import REASONS, Button, Menu, Part, Screen, State, Step, Wizard, field, row

__all__ = [
    "REASONS",
    "Actor",
    "Arg",
    "Args",
    "Audience",
    "Body",
    "Button",
    "Choice",
    "Command",
    "Ctx",
    "DuplicateCommand",
    "Effect",
    "Listing",
    "Menu",
    "NoArgs",
    "Part",
    "Place",
    "Question",
    "Reply",
    "Role",
    "Router",
    "Screen",
    "Services",
    "State",
    "Step",
    "Wizard",
    "arguments_of",
    "field",
    "filled",
    "hidden",
    "option",
    "others",
    "rest",
    "row",
    "unlisted",
    "validate",
    "word",
    "words",
]
