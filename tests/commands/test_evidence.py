"""Files of proof kept inside the record."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest

from desktop_app.commands.evidence import LARGEST, AttachEvidence, RemoveEvidence, read_evidence_file
from desktop_app.commands.layers import SetLayer
from desktop_app.commands.tasks import CompleteTask, DeleteTask, EditTask
from desktop_app.domain.errors import InvalidInput, RecordError
from desktop_app.domain.layers import LayerResult
from tests.commands.office import DATED, HEALTH, Office

DAY = date(2020, 6, 30)


def proof(content: bytes = b"quyet dinh", owner: str = "task", owner_id: int = DATED) -> AttachEvidence:
    return AttachEvidence(owner, owner_id, "Quyết định 12.pdf", content, added_on=DAY, note="bản quét")


def test_a_file_is_kept_under_its_hash_with_its_name(office: Office) -> None:
    office.does(proof(), "NV-01: đính kèm Quyết định 12.pdf")
    (kept,) = office.task().evidence
    assert (kept.file_name, kept.size, kept.added_on) == ("Quyết định 12.pdf", 10, DAY)
    assert kept.sha256 == hashlib.sha256(b"quyet dinh").hexdigest()
    assert office.session.read.evidence_content(kept.sha256) == b"quyet dinh"
    assert office.session.read.evidence("task", DATED) == (kept,)


def test_only_the_file_s_name_is_kept_not_where_it_was(office: Office) -> None:
    office.session.do(AttachEvidence("task", DATED, "/home/ai/van-ban.pdf", b"x", added_on=DAY))
    assert office.task().evidence[0].file_name == "van-ban.pdf"


def test_the_same_content_is_not_attached_twice_to_one_task(office: Office) -> None:
    office.session.do(proof())
    office.refuses(proof(), "đã được đính kèm rồi")
    office.does(proof(owner_id=2), "NV-02: đính kèm Quyết định 12.pdf")


def test_proof_of_a_layer(office: Office) -> None:
    status = office.session.do(SetLayer(HEALTH, "layer2", LayerResult.YES))
    assert isinstance(status, int)
    office.does(proof(owner="layer_status", owner_id=status), "An toàn 4 lớp: đính kèm Quyết định 12.pdf")
    assert office.session.read.layer_statuses()[0].evidence_count == 1


def test_files_that_cannot_be_kept(office: Office) -> None:
    with pytest.raises(InvalidInput, match="là tệp rỗng"):
        proof(b"")
    with pytest.raises(InvalidInput, match="quá giới hạn 50 MB mỗi tệp"):
        proof(bytes(LARGEST + 1))
    assert len(proof(bytes(LARGEST)).content) == LARGEST
    office.refuses(proof(owner_id=99), "Không còn")


def test_reading_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"noi dung")
    assert read_evidence_file(path) == b"noi dung"
    with pytest.raises(RecordError, match="Không đọc được .*b.pdf"):
        read_evidence_file(tmp_path / "b.pdf")
    with pytest.raises(RecordError, match="Không đọc được"):
        read_evidence_file(tmp_path)


def test_a_file_too_large_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "lon.zip"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(InvalidInput, match="lon.zip lớn 50,0 MB, quá giới hạn 50 MB"):
        read_evidence_file(path)


def test_taking_a_file_off(office: Office) -> None:
    number = office.session.do(proof())
    assert isinstance(number, int)
    office.does(RemoveEvidence(number, "ghi nhầm"), "Gỡ minh chứng Quyết định 12.pdf. Lý do: ghi nhầm")
    assert office.task().evidence == ()
    office.refuses(RemoveEvidence(99, "ghi nhầm"), "Không còn minh chứng này")


def test_the_only_proof_of_a_completed_task_stays_unless_there_is_a_reason(office: Office) -> None:
    number = office.session.do(proof())
    assert isinstance(number, int)
    office.does(CompleteTask(DATED, DAY, "Đã ban hành"), "NV-01: hoàn thành ngày 30/06/2020")
    assert not office.task().lacks_evidence(DAY) and office.task().no_evidence_reason == ""
    office.refuses(RemoveEvidence(number, "ghi nhầm"), "đây là minh chứng duy nhất")
    office.session.do(EditTask(DATED, {"no_evidence_reason": "Đang xin lại"}))
    office.does(RemoveEvidence(number, "ghi nhầm"), "Gỡ minh chứng Quyết định 12.pdf. Lý do: ghi nhầm")


def test_one_of_two_proofs_may_go(office: Office) -> None:
    number = office.session.do(proof())
    office.session.do(proof(b"ban khac"))
    office.session.do(CompleteTask(DATED, DAY))
    assert isinstance(number, int)
    office.does(RemoveEvidence(number, "ghi nhầm"), "Gỡ minh chứng Quyết định 12.pdf. Lý do: ghi nhầm")


def test_a_deleted_task_comes_back_with_its_file(office: Office) -> None:
    office.session.do(proof())
    office.does(DeleteTask(DATED, "ghi nhầm"), "Xóa nhiệm vụ NV-01: Kết nối Trục liên thông. Lý do: ghi nhầm")
    office.session.undo()
    digest = office.task().evidence[0].sha256
    assert office.session.read.evidence_content(digest) == b"quyet dinh"
