"""What the states of files and returns look like, and the words that sum a file up in a list."""

from __future__ import annotations

from desktop_app.domain.numbers import format_number
from desktop_app.domain.returns import FileReport, FileState
from desktop_app.domain.returns_board import ReturnState
from desktop_app.ui.widgets.chips import ChipChoice
from desktop_app.ui.widgets.status import StatusLook

FILE_LOOKS = {
    FileState.ERRORS: StatusLook("Có lỗi", "error_circle-filled", "danger"),
    FileState.UNRECOGNISED: StatusLook("Không nhận ra", "question_circle-filled", "warning"),
    FileState.UNREADABLE: StatusLook("Không đọc được", "dismiss_circle-filled", "warning"),
    FileState.DUPLICATE: StatusLook("Trùng", "document_copy", "neutral"),
    FileState.RESUBMISSION: StatusLook("Bản gửi lại", "arrow_sync", "progress"),
    FileState.OK: StatusLook("Đúng", "checkmark_circle-filled", "success"),
}
NEEDS_FIRST = tuple(FILE_LOOKS)
RETURN_LOOKS = {
    ReturnState.NOT_SENT: StatusLook("Chưa gửi", "clock", "neutral"),
    ReturnState.RECEIVED: StatusLook("Đã nhận, chưa ghi", "arrow_import", "progress"),
    ReturnState.ERRORS: StatusLook("Có lỗi", "error_circle-filled", "danger"),
    ReturnState.MERGED: StatusLook("Đã ghi", "checkmark_circle-filled", "success"),
    ReturnState.RESENT: StatusLook("Gửi lại", "arrow_sync", "progress"),
}
_ASKS = {"unit": "chọn đơn vị", "period": "chọn kỳ", "columns": "đối chiếu cột"}


def file_chips() -> list[ChipChoice]:
    """The filters over the list of files; files that cannot be opened count with those not recognised."""
    shown = [state for state in NEEDS_FIRST if state is not FileState.UNREADABLE]
    chips = [
        ChipChoice(state.value, look.word, look.icon, look.tone)
        for state in shown
        for look in (FILE_LOOKS[state],)
    ]
    return [ChipChoice("", "Tất cả"), *chips]


def chip_of(report: FileReport) -> str:
    """The filter a file belongs to."""
    state = FileState.UNRECOGNISED if report.state is FileState.UNREADABLE else report.state
    return state.value


def return_chips() -> list[ChipChoice]:
    """The filters over the board of returns."""
    chips = [ChipChoice(state.value, look.word, look.icon, look.tone) for state, look in RETURN_LOOKS.items()]
    return [ChipChoice("", "Tất cả"), *chips]


def summed_up(report: FileReport) -> str:
    """A file in a few words: "3 ô từ chối", "giống dvc_so_tu_phap.xlsx", "thay 9 ô", "112 ô"."""
    if report.state is FileState.DUPLICATE:
        return f"giống {report.twin}" if report.twin else "đã có"
    if report.state is FileState.UNRECOGNISED:
        return _ASKS.get(report.asks, "không rõ mẫu")
    if report.state is FileState.UNREADABLE:
        return "không mở được"
    if report.kept_out:
        return "chưa ghi được"
    if report.rejected:
        return f"{format_number(report.rejected)} ô từ chối"
    if report.state is FileState.RESUBMISSION:
        return f"thay {format_number(len(report.changes()))} ô"
    if report.state is FileState.ERRORS:
        return "cần xem lại"
    return f"{format_number(report.accepted + report.unchanged)} ô"
