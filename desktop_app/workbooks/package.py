"""An .xlsx as the parts it is made of, to change a few of them and leave every other one as it was."""

from __future__ import annotations

import io
import re
import zipfile
from posixpath import basename, dirname, join, normpath, relpath

_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EMPTY_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
_RELATION = re.compile(r"<Relationship\b[^>]*?/>")
_TYPES = "[Content_Types].xml"


class Package:
    """The parts of a workbook by name; texts are UTF-8."""

    def __init__(self, content: bytes) -> None:
        """Raises zipfile.BadZipFile for what is no package."""
        with zipfile.ZipFile(io.BytesIO(content)) as source:
            self.parts = {item.filename: source.read(item) for item in source.infolist() if not item.is_dir()}

    def text(self, name: str) -> str:
        """A part as text; raises KeyError or UnicodeDecodeError."""
        return self.parts[name].decode("utf-8")

    def put(self, name: str, text: str) -> None:
        """Write a part."""
        self.parts[name] = text.encode("utf-8")

    def content(self) -> bytes:
        """The package as a file; the list of content types stands first, as programs expect."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
            for name in sorted(self.parts, key=lambda name: name != _TYPES):
                out.writestr(name, self.parts[name])
        return target.getvalue()

    def free_name(self, pattern: str) -> str:
        """The first name of the pattern ("xl/comments{}.xml") that is not taken."""
        number = 1
        while pattern.format(number) in self.parts:
            number += 1
        return pattern.format(number)

    def relation(self, owner: str, kind: str) -> str | None:
        """The part a part points at by a relationship of that kind ("comments"), or None."""
        for tag in self._relations(owner):
            if attribute(tag, "Type").endswith(f"/{kind}"):
                return _resolved(owner, attribute(tag, "Target"))
        return None

    def relate(self, owner: str, kind: str, target: str) -> str:
        """Let a part point at another one; answers the relationship's id."""
        taken = {attribute(tag, "Id") for tag in self._relations(owner)}
        number = 1
        while f"rIdTd{number}" in taken:
            number += 1
        path = relpath(target, dirname(owner))
        tag = f'<Relationship Id="rIdTd{number}" Type="{_RELATIONSHIPS}/{kind}" Target="{path}"/>'
        name = _relations_part(owner)
        text = self.text(name) if name in self.parts else _EMPTY_RELATIONS
        self.put(name, text.replace("</Relationships>", f"{tag}</Relationships>"))
        return f"rIdTd{number}"

    def unrelate(self, owner: str, target: str) -> str:
        """Take a relationship to a part away, and the part with it; answers the relationship's id."""
        for tag in self._relations(owner):
            if _resolved(owner, attribute(tag, "Target")) == target:
                name = _relations_part(owner)
                self.put(name, self.text(name).replace(tag, ""))
                self.parts.pop(target, None)
                self.put(
                    _TYPES, re.sub(rf'<Override\b[^>]*"/{re.escape(target)}"[^>]*/>', "", self.text(_TYPES))
                )
                return attribute(tag, "Id")
        return ""

    def declare(self, name: str, content_type: str) -> None:
        """Say what a new part is."""
        self._add_type(f'<Override PartName="/{name}" ContentType="{content_type}"/>')

    def declare_extension(self, extension: str, content_type: str) -> None:
        """Say what parts with an extension are, unless it is said already."""
        if f'Extension="{extension}"' not in self.text(_TYPES):
            self._add_type(f'<Default Extension="{extension}" ContentType="{content_type}"/>')

    def _add_type(self, tag: str) -> None:
        self.put(_TYPES, self.text(_TYPES).replace("</Types>", f"{tag}</Types>"))

    def _relations(self, owner: str) -> list[str]:
        name = _relations_part(owner)
        return _RELATION.findall(self.text(name)) if name in self.parts else []


def attribute(tag: str, name: str) -> str:
    """An attribute of a tag as it is written, "" where it has none."""
    match = re.search(rf'\b{name}="([^"]*)"', tag)
    return match[1] if match else ""


def _relations_part(owner: str) -> str:
    return f"{dirname(owner)}/_rels/{basename(owner)}.rels"


def _resolved(owner: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else normpath(join(dirname(owner), target))
