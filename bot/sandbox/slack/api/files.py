"""files.*: the three steps of an upload, and reading about files."""

from __future__ import annotations

import mimetypes
from pathlib import PurePosixPath
from typing import Any

from bot.sandbox.slack import validate
from bot.sandbox.slack.api.call import ApiCall, Method
from bot.sandbox.slack.errors import SlackError
from bot.sandbox.slack.model import JSON, File
from bot.sandbox.slack.payloads import file_json
from bot.sandbox.slack.posting import Draft
from bot.sandbox.slack.workspace import Workspace


def new_file(workspace: Workspace, user: str, name: str, mimetype: str | None = None) -> File:
    """An empty file record; the kind is guessed from the name."""
    mimetype = mimetype or mimetypes.guess_type(name)[0] or "application/octet-stream"
    kind = PurePosixPath(name).suffix.lstrip(".").lower() or "binary"
    file = File(workspace.new_id("F"), name, user, int(workspace.now()), mimetype=mimetype, filetype=kind)
    workspace.files[file.id] = file
    return file


def get_upload_url(call: ApiCall) -> JSON:
    """Answer `files.getUploadURLExternal`."""
    name = call.required("filename")
    call.required("length")
    call.number("length", 1, 1_000_000_000)
    file = new_file(call.workspace, call.workspace.app.user_id, name)
    return {"ok": True, "upload_url": f"{call.workspace.base_url}/upload/v1/{file.id}", "file_id": file.id}


def complete_upload(call: ApiCall) -> JSON:
    """Answer `files.completeUploadExternal`."""
    asked: Any = call.json("files", "invalid_arguments")
    if not isinstance(asked, list) or not asked:
        raise SlackError("invalid_arguments", ["missing required field: files"])
    files = [_uploaded(call, item) for item in asked]
    if call.text("channel_id"):
        _share(call, files)
    return {"ok": True, "files": [file_json(call.workspace, file) for file in files]}


def info(call: ApiCall) -> JSON:
    """Answer `files.info`."""
    return {"ok": True, "file": file_json(call.workspace, _file(call, call.required("file"))), "comments": []}


def delete(call: ApiCall) -> JSON:
    """Answer `files.delete`."""
    file = _file(call, call.required("file"))
    if file.user != call.workspace.app.user_id:
        raise SlackError("cant_delete_file")
    file.deleted, file.content = True, b""
    call.workspace.changed("file", id=file.id)
    return {"ok": True}


def _uploaded(call: ApiCall, item: Any) -> File:
    file = _file(call, str(item.get("id", "")) if isinstance(item, dict) else "")
    if not file.content and not file.complete:
        raise SlackError("file_not_uploaded", [f"nothing was uploaded for {file.id}"])
    file.title = str(item.get("title") or file.name)
    file.complete = True
    return file


def _share(call: ApiCall, files: list[File]) -> None:
    channel = call.joined_channel("channel_id")
    if channel.is_archived:
        raise SlackError("is_archived")
    thread_ts = call.text("thread_ts") or None
    if thread_ts and channel.find(thread_ts) is None:
        raise SlackError("thread_not_found")
    blocks = call.json("blocks", "invalid_blocks_format")
    if blocks:
        validate.message_blocks(blocks, call.workspace.refused_blocks)
    draft = Draft(call.text("initial_comment"), blocks, thread_ts=thread_ts, subtype="file_share")
    draft.files = [file.id for file in files]
    for file in files:
        file.channels.append(channel.id)
    call.services.posting.post(channel.id, draft)


def _file(call: ApiCall, file_id: str) -> File:
    file = call.workspace.files.get(file_id)
    if file is None or file.deleted:
        raise SlackError("file_not_found")
    return file


METHODS: dict[str, Method] = {
    "files.getUploadURLExternal": get_upload_url,
    "files.completeUploadExternal": complete_upload,
    "files.info": info,
    "files.delete": delete,
}
