"""Phụ lục "So sánh hai thời điểm": the bridge of each figure with its native waterfall, and the list behind it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from desktop_app.domain.bridge_scale import BridgeScale, scale_of
from desktop_app.domain.bridges import Amount, Bridge
from desktop_app.domain.comparison import Change, ComparedFigure, Comparison
from desktop_app.domain.numbers import format_fraction, format_number, format_percent
from desktop_app.domain.profile import Profile

from . import annex
from .book import Book
from .number_formats import DECIMAL, GAP, INTEGER, SIGNED
from .page_setup import PageSetup
from .saving import save
from .sheet import Formula, Heading, Sheet, Value
from .styles import (
    ANNEX_NUMBER,
    ANNEX_PARTY,
    ANNEX_REFERENCE,
    ANNEX_TITLE,
    BODY,
    CENTRED,
    FONT_NAME,
    GROUP,
    HEADER,
    NOTE,
    NUMBER,
    TABLE_CAPTION,
    TOTAL,
    Style,
)

BRIDGES, LIST = "Cầu nối", "Thay đổi"
_TITLE = "SO SÁNH HAI THỜI ĐIỂM"
_COLUMNS = (40, 230, 240, 92, 92, 92, 92, 92)
_STEP, _MADE_OF, _AMOUNT, _REACHED, _FOOT, _HEIGHT, _TOP = range(1, 8)
_CHART = 210  # pixels
_INK = {"color": "#000000", "width": 0.75}
_LISTED = (
    Heading("TT"),
    Heading("Thay đổi"),
    Heading("Mã"),
    Heading("Nhiệm vụ, đơn vị"),
    Heading("Chủ trì"),
    Heading("Trước"),
    Heading("Sau"),
    Heading("Căn cứ"),
)
_LISTED_COLUMNS = (36, 128, 58, 280, 104, 122, 122, 150)


def write_comparison(comparison: Comparison, profile: Profile, target: Path) -> None:
    """Write the annex to `target`, whole or not at all; raises RecordError in Vietnamese when it cannot."""
    save(target, comparison_content(comparison, profile))


def comparison_content(comparison: Comparison, profile: Profile) -> bytes:
    """The bytes of the annex; equal comparisons give equal bytes."""
    book = Book()
    mark = f" ({annex.SAMPLE_MARK.lower()})" if profile.is_sample else ""
    states = _states(comparison)
    book.describe(
        {
            "title": f"So sánh hai thời điểm{mark}",
            "author": annex.committee_name(profile),
            "comments": states,
        },
        {"Muc_nhat_ky_truoc": comparison.first.entry, "Muc_nhat_ky_sau": comparison.last.entry},
    )
    _write_bridges(book, comparison, profile)
    _write_list(book, comparison, profile)
    return book.content()


def _setup(comparison: Comparison, profile: Profile, title: str) -> PageSetup:
    entries = f"mục nhật ký {comparison.first.entry} và {comparison.last.entry}"
    return PageSetup(
        landscape=True,
        identity=f"So sánh hai thời điểm - {title} - {profile.province_title}",
        ledger=f"Sổ: {entries}",
        mark=annex.SAMPLE_MARK if profile.is_sample else "",
        least_scale=0.88,
    )


def _states(comparison: Comparison) -> str:
    first, last = comparison.titles
    return (
        f"Từ: {first} (mục nhật ký {comparison.first.entry}); "
        f"đến: {last} (mục nhật ký {comparison.last.entry})"
    )


def _heading(sheet: Sheet, comparison: Comparison, profile: Profile) -> None:
    row, last = sheet.row, len(sheet.columns) - 1
    sheet.put(row, 0, "Phụ lục", ANNEX_NUMBER, to=(row, 1))
    sheet.put(row, 2, f"Đơn vị lập: {annex.committee_name(profile)}", ANNEX_PARTY, to=(row, last))
    sheet.at_least(sheet.line(_TITLE, ANNEX_TITLE), 24)
    mark = "; dữ liệu minh họa" if profile.is_sample else ""
    sheet.line(f"{_states(comparison)}{mark}", ANNEX_REFERENCE)
    sheet.space(6)


def _write_bridges(book: Book, comparison: Comparison, profile: Profile) -> None:
    sheet = Sheet(book, BRIDGES, _COLUMNS, _setup(comparison, profile, BRIDGES))
    _heading(sheet, comparison, profile)
    for number, figure in enumerate(comparison.figures, start=1):
        sheet.line(f"{number}. {figure.sentence}.", TABLE_CAPTION, keep=True)
        shares = _shares(figure)
        if shares:
            sheet.line(shares, NOTE, keep=True)
        if figure.bridge is not None:
            _bridge(sheet, comparison, figure, figure.bridge)
        sheet.space(10)
    sheet.line(
        "Ghi chú: mỗi thay đổi thuộc đúng một bước. Ghi bổ sung là điều đã có đến ngày của thời điểm trước nhưng ghi "
        "vào sổ sau đó. Ba cột cuối để vẽ biểu đồ. "
        "Danh sách ở trang Thay đổi.",
        NOTE,
    )
    sheet.finish()


def _shares(figure: ComparedFigure) -> str:
    old, new = figure.old, figure.new
    if old is None or new is None or not (old.denominator and new.denominator):
        return ""
    was, now = (f"{format_fraction(share)} = {format_percent(share)}" for share in (old, new))
    return f"Tỷ lệ: trước {was}; sau {now}"


def _bridge(sheet: Sheet, comparison: Comparison, figure: ComparedFigure, bridge: Bridge) -> None:
    """The table of one bridge, every running total a formula, and its chart."""
    top = sheet.row
    for column, title in enumerate(
        ("TT", "Bước", "Gồm", "Thay đổi", "Lũy kế", "Chân cột", "Chiều cao", "Đỉnh cột")
    ):
        sheet.put(top, column, title, HEADER)
    first, last = comparison.titles
    start = sheet.row
    _end_row(sheet, "", first, bridge.start)
    for number, step in enumerate(bridge.steps, start=1):
        _step_row(sheet, number, step.cause.label, comparison.caption(figure.key, step), step.amount)
    _end_row(sheet, "", last, bridge.end)
    end = sheet.row - 1
    _verdict(sheet, end, bridge)
    sheet.keep_with_next(*range(top, sheet.row))
    if bridge.moves:
        _chart(sheet, figure, bridge, (start, end))


def _number(amount: Amount) -> Style:
    return NUMBER.showing(INTEGER if isinstance(amount, int) else DECIMAL)


def _end_row(sheet: Sheet, number: str, title: str, amount: Amount) -> None:
    row, bold = sheet.row, _number(amount).emboldened()
    here = sheet.reference(row, _REACHED)
    cells: list[tuple[Value, Style]] = [
        (number, CENTRED),
        (title, BODY.emboldened()),
        ("", BODY),
        ("", BODY),
        (amount, bold),
        (0, _number(0)),
        (Formula(here, amount), _number(amount)),
        (Formula(here, amount), _number(amount)),
    ]
    sheet.cells_row(cells)


def _step_row(sheet: Sheet, number: int, title: str, made_of: str, amount: Amount) -> None:
    row = sheet.row
    before = sheet.result(row - 1, _REACHED)
    assert isinstance(before, int | float)  # the row above is the start or a step
    reached = round(before + amount, 6) if isinstance(before + amount, float) else before + amount
    above, own = sheet.reference(row - 1, _REACHED), sheet.reference(row, _REACHED)
    change = sheet.reference(row, _AMOUNT)
    sheet.cells_row(
        [
            (number, CENTRED),
            (title, BODY),
            (made_of, BODY),
            (amount, NUMBER.showing(SIGNED if isinstance(amount, int) else GAP)),
            (Formula(f"{above}+{change}", reached), _number(reached)),
            (Formula(f"MIN({above},{own})", min(before, reached)), _number(reached)),
            (Formula(f"ABS({change})", abs(amount)), _number(amount)),
            (Formula(f"MAX({above},{own})", max(before, reached)), _number(reached)),
        ]
    )


def _verdict(sheet: Sheet, end: int, bridge: Bridge) -> None:
    """Whether the running total meets the figure counted on its own."""
    reached, counted = sheet.reference(end - 1, _REACHED), sheet.reference(end, _REACHED)
    text = f'IF(ROUND({reached}-{counted},6)=0,"khớp","không khớp")'
    row = sheet.row
    sheet.put(row, 0, f"Kiểm tra: {bridge.equation}", TOTAL, to=(row, _AMOUNT))
    sheet.put(row, _REACHED, Formula(text, "khớp"), TOTAL.aligned("center"), to=(row, _TOP))


def _chart(sheet: Sheet, figure: ComparedFigure, bridge: Bridge, rows: tuple[int, int]) -> None:
    """A stacked column chart over the table's cells: an unseen foot, and the bar on it."""
    scale = scale_of(bridge.start, [step.amount for step in bridge.steps])
    chart = sheet.book.workbook.add_chart({"type": "column", "subtype": "stacked"})
    first, last = rows
    categories = [sheet.name, first, _STEP, last, _STEP]
    foot = [sheet.name, first, _FOOT, last, _FOOT]
    chart.add_series(
        {"name": "Chân cột", "categories": categories, "values": foot, "fill": {"none": True}, "gap": 60}
    )
    chart.add_series(
        {
            "name": figure.title,
            "categories": categories,
            "values": [sheet.name, first, _HEIGHT, last, _HEIGHT],
            "points": _looks(bridge),
        }
    )
    chart.combine(_amounts(sheet, bridge, categories, rows))
    _dress(chart, figure, scale)
    row = sheet.row
    sheet.space(_CHART * 0.75 + 6)
    words = f"Biểu đồ cầu nối. {figure.sentence}."
    sheet.draw(lambda: _place(sheet, chart, row, words))


def _looks(bridge: Bridge) -> list[dict[str, Any]]:
    """Ends dark, gains grey, losses hollow with a dashed edge; black and white, so that they survive a copier."""
    end = {"fill": {"color": "#404040"}, "border": _INK}
    found = [end]
    for step in bridge.steps:
        if step.amount < 0:
            found.append({"fill": {"color": "#FFFFFF"}, "border": {**_INK, "dash_type": "dash"}})
        else:
            found.append({"fill": {"color": "#A6A6A6"}, "border": _INK})
    return [*found, end]


def _amounts(sheet: Sheet, bridge: Bridge, categories: list[Any], rows: tuple[int, int]) -> Any:
    """The figures over the bars, carried by a line that is not drawn: in a thin bar they could not be read."""
    texts = [format_number(bridge.start), *(step.signed for step in bridge.steps), format_number(bridge.end)]
    line = sheet.book.workbook.add_chart({"type": "line"})
    line.add_series(
        {
            "name": "Đỉnh cột",
            "categories": categories,
            "values": [sheet.name, rows[0], _TOP, rows[1], _TOP],
            "line": {"none": True},
            "marker": {"type": "none"},
            "data_labels": {
                "value": True,
                "position": "above",
                "custom": [{"value": text} for text in texts],
                "font": _font(9, bold=True),
            },
        }
    )
    return line


def _dress(chart: Any, figure: ComparedFigure, scale: BridgeScale) -> None:
    cut = f"; trục bắt đầu từ {format_number(scale.base)}" if scale.cut else ""
    chart.set_title({"name": f"{figure.title} ({figure.what}{cut})", "name_font": _font(10, bold=True)})
    chart.set_legend({"none": True})
    chart.set_y_axis(
        {
            "min": float(scale.base),
            "max": float(scale.top) + (float(scale.top) - float(scale.base)) * 0.1,
            "visible": False,
            "major_gridlines": {"visible": False},
        }
    )
    chart.set_x_axis({"num_font": _font(9), "line": _INK, "major_tick_mark": "none"})


def _font(size: float, bold: bool = False) -> dict[str, Any]:
    return {"name": FONT_NAME, "size": size, "bold": bold}


def _place(sheet: Sheet, chart: Any, row: int, words: str) -> None:
    chart.set_size({"width": sheet.offset(len(sheet.columns)) - 4, "height": _CHART})
    chart.set_chartarea({"border": {"color": "#7F7F7F", "width": 0.75}})
    options = {"x_offset": 0, "y_offset": 4, "object_position": 2, "description": words}
    sheet.worksheet.insert_chart(row, 0, chart, options)


def _write_list(book: Book, comparison: Comparison, profile: Profile) -> None:
    sheet = Sheet(book, LIST, _LISTED_COLUMNS, _setup(comparison, profile, LIST))
    _heading(sheet, comparison, profile)
    sheet.header(_LISTED)
    number = 0
    others = [item for item in comparison.changes if not item.figure]
    groups = [(figure.sentence, comparison.behind(figure.key)) for figure in comparison.figures]
    for title, changes in [*groups, ("Thay đổi khác", tuple(others))]:
        row = sheet.line(title if changes else f"{title}: không có", GROUP)
        if changes:
            sheet.keep_with_next(row)
        number = _rows(sheet, changes, number)
    sheet.finish()


def _rows(sheet: Sheet, changes: Iterable[Change], number: int) -> int:
    for item in changes:
        number += 1
        texts = (item.label, item.number, item.title, item.lead, item.before, item.after, item.basis)
        sheet.cells_row([(number, CENTRED), *((text or annex.NO_FIGURE, BODY) for text in texts)])
    return number
