"""A damaged record recovered: what the chain vouches for comes back exactly, the rest is told apart, nothing is hidden."""

from __future__ import annotations

import random
import shutil
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from desktop_app.app import open_session
from desktop_app.commands.evidence import AttachEvidence
from desktop_app.commands.tasks import DeleteTask, EditTask
from desktop_app.domain.errors import DamagedRecord, RecordError
from desktop_app.store.opening import open_record
from desktop_app.store.salvage import Salvage, salvage
from tests.store.raw import raw

PAGE = 4096


def spoiled(record: Path, name: str, content: bytearray) -> Path:
    path = record.with_name(f"{name}.tiendo")
    path.write_bytes(content)
    return path


def recovered(damaged: Path) -> Salvage:
    before = damaged.read_bytes()
    found = salvage(damaged, damaged.with_name(f"{damaged.stem}-moi.tiendo"), person="Cán bộ", machine="máy")
    assert damaged.read_bytes() == before  # the damaged file is evidence
    record = open_record(found.target, person="Cán bộ", machine="máy")
    assert [item.message for item in record.find_damage() if item.kind != "evidence"] == []
    record.close()
    return found


def everything(path: Path) -> list[str]:
    db = sqlite3.connect(path)
    names = [
        row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    ]
    skipped = ("sqlite_sequence", "editor", "open_change_set", "_sqlite_migrations")
    rows = [
        repr(row)
        for name in names
        if name not in skipped
        for row in db.execute(f"SELECT * FROM {name} ORDER BY 1")
    ]
    db.close()
    return sorted(rows)


def test_a_whole_record_comes_out_equal(sample_path: Path) -> None:
    found = recovered(sample_path)
    assert found.complete and (found.entries, found.seen, found.added) == (91, 91, {})
    assert found.lines()[-1] == "Không mất gì."
    assert everything(found.target) == everything(sample_path)


def test_a_record_whose_head_is_gone_is_read_all_the_same(sample_path: Path) -> None:
    content = bytearray(sample_path.read_bytes())
    content[:100] = bytes(100)
    damaged = spoiled(sample_path, "dau", content)
    with pytest.raises(DamagedRecord, match="phần đầu tệp đã hỏng"):
        open_record(damaged, person="x", machine="y")
    found = recovered(damaged)
    assert found.complete and found.header_mended
    assert everything(found.target) == everything(sample_path)


def test_a_record_whose_list_of_tables_is_gone_is_rebuilt_from_its_log(sample_path: Path) -> None:
    record = open_session(sample_path, "An")
    task = record.read.tasks()[0]
    proof = b"proof " * 5000  # over several overflow pages
    record.do(AttachEvidence("task", task.id, "qđ.pdf", proof, added_on=date(2021, 3, 31)))
    record.close()
    content = bytearray(sample_path.read_bytes())
    content[:PAGE] = bytes(PAGE)
    damaged = spoiled(sample_path, "trang-dau", content)
    with pytest.raises((DamagedRecord, RecordError)):
        open_record(damaged, person="x", machine="y")
    found = recovered(damaged)
    assert found.from_pages and (found.entries, found.seen) == (92, 92) and not found.lost_files
    assert not found.complete  # nobody can know whether entries after the last one are gone
    assert any("Danh sách bảng của tệp đã hỏng" in line for line in found.lines())
    assert everything(found.target) == everything(sample_path)


def test_what_the_write_ahead_log_holds_is_read_too_without_a_list_of_tables(
    sample_path: Path, tmp_path: Path
) -> None:
    record = open_session(sample_path, "An")
    record.do(EditTask(record.read.tasks()[0].id, {"title": "Đã gộp vào tệp"}))
    with raw(sample_path) as db:
        db.execute("PRAGMA wal_checkpoint(FULL)")  # what comes later does not touch the first page
    record.do(EditTask(record.read.tasks()[0].id, {"title": "Chỉ ở tệp phụ"}))
    damaged = tmp_path / "so.tiendo"
    content = bytearray(sample_path.read_bytes())
    content[:PAGE] = bytes(PAGE)
    damaged.write_bytes(content)
    log = sample_path.with_name(sample_path.name + "-wal").read_bytes()
    damaged.with_name("so.tiendo-wal").write_bytes(log)
    record.close()
    found = recovered(damaged)
    assert found.from_pages and (found.entries, found.seen) == (93, 93)
    assert everything(found.target) == everything(sample_path)


@pytest.fixture(scope="module")
def leaf_of(built_sample: Path) -> dict[str, int]:
    """The first leaf page of each table."""
    content = built_sample.read_bytes()
    db = sqlite3.connect(built_sample)
    roots = dict(db.execute("SELECT name, rootpage FROM sqlite_master WHERE type = 'table'"))
    db.close()
    leaves = {}
    for name, root in roots.items():
        page = content[(root - 1) * PAGE : root * PAGE]
        if page[0] in (2, 5):  # an inner page: its first cell points at a leaf
            cell = int.from_bytes(page[12:14], "big")
            leaves[name] = int.from_bytes(page[cell : cell + 4], "big")
        else:
            leaves[name] = root
    return leaves


def without_page(record: Path, page: int, name: str) -> Path:
    content = bytearray(record.read_bytes())
    content[(page - 1) * PAGE : page * PAGE] = bytes(PAGE)
    return spoiled(record, name, content)


@pytest.mark.parametrize("table", ["task", "value", "unit", "layer_status", "task_update", "period"])
def test_a_broken_data_table_is_rebuilt_from_the_log(
    sample_path: Path, leaf_of: dict[str, int], table: str
) -> None:
    damaged = without_page(sample_path, leaf_of[table], f"hong-{table}")
    found = recovered(damaged)
    assert table in found.unreadable and found.complete
    assert everything(found.target) == everything(sample_path)


def test_a_broken_log_loses_its_tail_and_the_tables_are_kept_as_unproven(
    sample_path: Path, leaf_of: dict[str, int]
) -> None:
    found = recovered(without_page(sample_path, leaf_of["change"], "nhat-ky"))
    assert found.entries < found.seen == 91 and not found.complete and not found.left_out
    assert sum(found.added.values()) > 3_000
    text = "\n".join(found.lines())
    assert f"Mất: nội dung các mục nhật ký từ {found.entries + 1} đến 91." in text
    session = open_session(found.target, "x")
    original = open_session(sample_path, "x", view_only=True)
    assert [task.title for task in session.read.tasks()] == [task.title for task in original.read.tasks()]
    newest = session.read.change_sets(1)[0]
    assert newest.label.startswith("Cứu dữ liệu từ nhat-ky.tiendo") and newest.entry == found.entries + 1
    session.close()
    original.close()


def test_what_was_changed_and_deleted_before_the_damage_is_not_brought_back(
    sample_path: Path, leaf_of: dict[str, int]
) -> None:
    session = open_session(sample_path, "x")
    first, second = session.read.tasks()[:2]
    session.do(DeleteTask(first.id, "nhầm"))
    session.do(EditTask(second.id, {"title": "Tên mới nhất"}))
    session.close()
    session = open_session(recovered(without_page(sample_path, leaf_of["unit"], "sau")).target, "x")
    assert session.read.task(first.id) is None
    task = session.read.task(second.id)
    assert task is not None and task.title == "Tên mới nhất"
    session.close()


def test_a_file_whose_content_is_altered_is_named(sample_path: Path) -> None:
    session = open_session(sample_path, "x")
    task = session.read.tasks()[0]
    marked = b"MARKED-CONTENT-OF-THE-FILE"
    session.do(AttachEvidence("task", task.id, "quyết định.pdf", marked, added_on=date(2021, 3, 1)))
    session.close()
    content = bytearray(sample_path.read_bytes())
    at = content.index(b"MARKED-CONTENT-OF-THE-FILE")
    content[at : at + 6] = b"BROKEN"
    found = recovered(spoiled(sample_path, "minh-chung", content))
    assert found.lost_files == ("quyết định.pdf",) and not found.complete
    assert "quyết định.pdf" in "\n".join(found.lines())


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_broken_the_new_file_is_whole_or_there_is_none(sample_path: Path, seed: int) -> None:
    content = bytearray(sample_path.read_bytes())
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 6)):
        page = chance.randrange(0, len(content) // PAGE)
        start = page * PAGE + chance.randrange(0, PAGE)
        length = chance.choice((1, 16, 400, PAGE))
        content[start : start + length] = chance.randbytes(length)
    if seed % 4 == 0:
        del content[chance.randrange(PAGE, len(content)) :]
    damaged = spoiled(sample_path, f"bat-ky-{seed}", content)
    try:
        found = recovered(damaged)
    except RecordError as error:
        assert "không đọc được dòng nào" in str(error)
        assert not list(damaged.parent.glob("bat-ky-*-moi*"))
        return
    assert found.entries <= 91


def test_an_existing_file_is_never_written_over(sample_path: Path) -> None:
    target = sample_path.with_name("đã có.tiendo")
    target.write_text("của tôi")
    with pytest.raises(RecordError, match="Đã có"):
        salvage(sample_path, target, person="x", machine="y")
    assert target.read_text() == "của tôi"


def test_what_is_no_record_at_all_says_so(tmp_path: Path) -> None:
    junk = tmp_path / "rác.tiendo"
    junk.write_bytes(b"x" * 10_000)
    with pytest.raises(RecordError, match="không đọc được dòng nào"):
        salvage(junk, tmp_path / "mới.tiendo", person="x", machine="y")
    assert not (tmp_path / "mới.tiendo").exists()


def test_the_write_ahead_log_beside_it_is_read_too(sample_path: Path, tmp_path: Path) -> None:
    session = open_session(sample_path, "x")
    session.do(EditTask(session.read.tasks()[0].id, {"title": "Còn trong tệp phụ"}))
    taken = tmp_path / "rút điện"
    taken.mkdir()
    for ending in ("", "-wal"):
        shutil.copyfile(sample_path.with_name(sample_path.name + ending), taken / f"so.tiendo{ending}")
    session.close()
    found = salvage(taken / "so.tiendo", taken / "moi.tiendo", person="x", machine="y")
    assert found.entries == 92
