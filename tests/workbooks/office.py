"""What LibreOffice makes of a workbook: every formula calculated anew, or the printed pages."""

from __future__ import annotations

import subprocess
from pathlib import Path

_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def recalculated(soffice: str | Path, workbook: Path, folder: Path) -> Path:
    """The workbook saved again by LibreOffice after it calculated every formula on loading."""
    return _converted(soffice, workbook, folder, "xlsx")


def printed(soffice: str | Path, workbook: Path, folder: Path) -> Path:
    """The workbook's pages as PDF."""
    return _converted(soffice, workbook, folder, "pdf")


def _converted(soffice: str | Path, workbook: Path, folder: Path, kind: str) -> Path:
    profile, target = folder / "profile", folder / "converted"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_RECALCULATE, encoding="utf-8")
    command = [str(soffice), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", kind]
    subprocess.run(
        [*command, "--outdir", str(target), str(workbook)], check=True, capture_output=True, timeout=300
    )
    return target / f"{workbook.stem}.{kind}"
