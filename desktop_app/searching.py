"""Ctrl+K: one search over everything the record keeps, typed with or without accents; no Qt here.

What is searched is prepared once for each state of the record; a query then only looks through ready texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from desktop_app.domain.dates import format_date
from desktop_app.domain.layer_reasons import ALL_LAYERS
from desktop_app.domain.numbers import format_fraction, format_number
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.ratio import Ratio
from desktop_app.domain.summary import Measured
from desktop_app.domain.tasks import Task
from desktop_app.domain.text import fold, matches, nfc
from desktop_app.exporting import measured
from desktop_app.figure_names import measures
from desktop_app.store.reader import Reader

FIGURES, TASKS, UNITS, SYSTEMS, DOCUMENTS, FILES, SUBMISSIONS = (
    "Số liệu",
    "Nhiệm vụ",
    "Cơ quan, đơn vị",
    "Hệ thống thông tin",
    "Văn bản",
    "Minh chứng",
    "Báo cáo đã nộp",
)
_MOST = 6  # of each group


@dataclass(frozen=True, slots=True)
class Found:
    """Something the search can lead to: `page` with `query` opens it, or `figure` asks why it is what it is.

    `words` is everything it is found by.
    """

    group: str
    title: str
    detail: str = ""
    page: str = ""
    query: Mapping[str, object] = field(default_factory=dict)
    figure: str = ""
    words: str = ""
    folded: str = ""


def prepared(
    group: str, title: str, detail: str, words: str = "", page: str = "", figure: str = "", **query: object
) -> Found:
    """A thing to find by its title, detail and further words."""
    everything = nfc(f"{title} {detail} {words}")
    return Found(group, title, detail, page, query, figure, everything, fold(everything))


def everything(read: Reader, code: PeriodCode, day: date) -> list[Found]:
    """All that can be found in a record as looked at for a period and a day."""
    return [
        *_figures(read, code, day),
        *_tasks(read, day),
        *_units(read),
        *_documents(read),
        *_files(read),
        *_submissions(read),
    ]


def search(found: list[Found], query: str) -> list[Found]:
    """What matches every word of a query, the best of each group first; at most six of a group.

    A word without accents matches any; with accents it must match as written.
    """
    words = fold(nfc(query)).split()
    hits = [item for item in found if all(word in item.folded for word in words)]
    exact = [item for item in hits if matches(query, item.words)]
    exact.sort(key=lambda item: _rank(item, words))
    kept: dict[str, list[Found]] = {}
    for item in exact:
        group = kept.setdefault(item.group, [])
        if len(group) < _MOST:
            group.append(item)
    return [item for group in kept.values() for item in group]


def _rank(item: Found, words: list[str]) -> int:
    """Titles that begin with the query come before titles that hold it, and these before the rest."""
    title = fold(nfc(item.title))
    if title.startswith(" ".join(words)):
        return 0
    return 1 if all(word in title for word in words) else 2


def _figures(read: Reader, code: PeriodCode, day: date) -> Iterator[Found]:
    names = {item.figure: item.name for item in read.indicators()}
    known = measured(read, code, day)
    for short, figure in measures(read, code).items():
        name = names.get(figure) or _figure_name(read, figure)
        share = _share(figure, known)
        yield prepared(FIGURES, name, share, f"{short} vì sao", figure=figure)


def _figure_name(read: Reader, figure: str) -> str:
    family, _, rest = figure.replace(".", ":", 1).partition(":")
    if family == "form":
        key, _, ratio_key = rest.partition(":")
        form = read.form(key)
        ratio = form.ratio(ratio_key) if form else None
        return f"{ratio.label} ({form.short_title})" if form and ratio else figure
    if family == "layers":
        layer = next((item for item in read.layers() if item.key == rest), None)
        return f"Lớp {layer.number}: {layer.name}" if layer else "Đủ cả 4 lớp"
    return _COUNT_NAMES[rest]


_COUNT_NAMES = {
    "completion": "Tỷ lệ nhiệm vụ hoàn thành",
    "due_completion": "Tỷ lệ hoàn thành trên nhiệm vụ đến hạn",
    "completed_on_time": "Nhiệm vụ hoàn thành đúng hạn",
    "completed_late": "Nhiệm vụ hoàn thành quá hạn",
    "in_term": "Nhiệm vụ đang thực hiện trong hạn",
    "overdue": "Nhiệm vụ đang thực hiện quá hạn",
    "continuing": "Nhiệm vụ thường xuyên",
    "dated": "Nhiệm vụ có thời hạn",
}


def _share(figure: str, known: Measured) -> str:
    """The figure itself, in numbers."""
    family, _, name = figure.replace(".", ":", 1).partition(":")
    if family == "tasks":
        value = getattr(known.tasks, name)
        return format_fraction(value) if isinstance(value, Ratio) else format_number(value)
    if family == "layers":
        return format_fraction(known.layers.all_layers if name == ALL_LAYERS else known.layers.layers[name])
    if family == "manual":
        typed = known.typed.get(name)
        return format_fraction(Ratio(typed.numerator, typed.denominator)) if typed else "chưa có số"
    key, _, ratio_key = name.partition(":")
    column = known.form_definitions[key].ratio(ratio_key)
    totals = known.forms.get(key)
    return format_fraction(totals.ratio(column)) if column and totals and totals.reported else "chưa có số"


def _tasks(read: Reader, day: date) -> Iterator[Found]:
    for task in read.tasks():
        lead = read.unit(task.lead_unit_id)
        detail = f"{task.number} · {lead.short_name} · {task.status_title(day)}"
        yield prepared(TASKS, task.title, detail, _task_words(task, lead.name), "nhiem-vu", task=task.id)


def _task_words(task: Task, lead: str) -> str:
    notes = (note.text for note in task.updates)
    files = (item.file_name for item in task.evidence)
    document = task.document.number if task.document else ""
    return " ".join((lead, document, task.clause, task.deliverable, task.result, *notes, *files))


def _units(read: Reader) -> Iterator[Found]:
    for unit in read.units():
        words = " ".join((unit.short_name, unit.code or "", *unit.aliases))
        until = f"đến {format_date(unit.valid_to)}" if unit.valid_to else ""
        yield prepared(UNITS, unit.name, until, words, "cai-dat", section="units", unit=unit.id)
    for system in read.systems():
        owner = read.unit(system.unit_id).short_name
        level = f"cấp độ {system.level}" if system.level else "chưa ghi cấp độ"
        yield prepared(
            SYSTEMS, system.name, f"{owner} · {level}", system.approval, "cai-dat", section="systems"
        )


def _documents(read: Reader) -> Iterator[Found]:
    count: dict[int, int] = {}
    for task in read.tasks():
        if task.document:
            count[task.document.id] = count.get(task.document.id, 0) + 1
    for item in read.documents():
        detail = f"{count.get(item.id, 0)} nhiệm vụ · {item.subject}".rstrip(" ·")
        yield prepared(DOCUMENTS, item.number, detail, item.issuer, "nhiem-vu", text=item.number)


def _files(read: Reader) -> Iterator[Found]:
    for task in read.tasks():
        for item in task.evidence:
            yield prepared(
                FILES, item.file_name, f"{task.number} · {task.title}", item.note, "nhiem-vu", task=task.id
            )


def _submissions(read: Reader) -> Iterator[Found]:
    for item in read.submissions():
        period = PeriodCode.parse(item.period)
        number = f"số {item.document_number}" if item.document_number else "chưa có số văn bản"
        yield prepared(
            SUBMISSIONS,
            f"{item.title} kỳ {period.short_title}",
            f"{number} · niêm phong {item.seal}",
            item.file_name,
            "bao-cao",
            period=period,
        )
