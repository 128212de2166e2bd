"""People who share a PC: PINs, roles held where every change passes, and two of them to open a locked period."""

from __future__ import annotations

import pytest

from desktop_app.commands.people import AddPerson, EditPerson, SetPin
from desktop_app.commands.submission import LockPeriod
from desktop_app.commands.tasks import EditTask
from desktop_app.domain.errors import CannotUndo, InvalidInput
from desktop_app.domain.people import NotAllowed, Role, hash_pin, pin_matches
from desktop_app.domain.periods import PeriodCode
from desktop_app.history import details
from desktop_app.permissions import PinTries
from desktop_app.session import Session

MARCH = PeriodCode.parse("2021-03")
OWN = "242424"


def people(session: Session) -> dict[str, int]:
    """The person at work approves, "Bình" approves too, "Chi" enters, "Dung" looks; all but Dung with PINs."""
    wanted = (
        (session.person, Role.APPROVE),
        ("Bình", Role.APPROVE),
        ("Chi", Role.ENTER),
        ("Dung", Role.VIEW),
    )
    made = {name: int(str(session.do(AddPerson(name, role)))) for name, role in wanted}
    for name, pin in ((session.person, "111111"), ("Bình", "222222"), ("Chi", "3333")):
        session.do(SetPin(made[name], pin))
    return made


def take_own_pin(session: Session, made: dict[str, int]) -> None:
    """Bình changes the PIN somebody else gave; the first person goes on."""
    first = session.person
    session.switch_person("Bình", "222222")
    session.do(SetPin(made["Bình"], OWN))
    session.switch_person(first, "111111")


def edit(session: Session) -> None:
    session.do(EditTask(session.read.tasks()[0].id, {"title": "Tên khác"}))


def test_a_pin_is_kept_as_a_salted_hash() -> None:
    first, second = hash_pin("123456"), hash_pin("123456")
    assert first != second and "123456" not in first
    assert pin_matches("123456", first) and not pin_matches("123457", first)
    for bad in ("123", "12a4", "", "１２３４"):
        with pytest.raises(InvalidInput, match="chữ số"):
            hash_pin(bad)


def test_without_a_list_everybody_may_do_everything(session: Session) -> None:
    assert session.role is Role.APPROVE and session.can_edit
    edit(session)
    session.do(LockPeriod(MARCH))


def test_roles_are_held_for_every_change(session: Session) -> None:
    people(session)
    session.switch_person("Dung", "")
    assert not session.can_edit
    entry = session.read.last_entry()
    for refused in (lambda: edit(session), session.undo, lambda: session.do(LockPeriod(MARCH))):
        with pytest.raises(NotAllowed, match="Dung có vai trò xem nên không"):
            refused()
    session.switch_person("Chi", "3333")
    edit(session)
    with pytest.raises(NotAllowed, match="Chi có vai trò nhập nên không khóa, mở khóa, nộp"):
        session.do(LockPeriod(MARCH))
    with pytest.raises(NotAllowed):
        session.do_all("Khóa", [LockPeriod(MARCH)])
    with pytest.raises(NotAllowed):
        session.undo(entry[0])  # the PIN of somebody else
    session.undo()
    assert session.read.change_sets(1)[0].actor == "Chi"


def test_a_wrong_pin_and_somebody_unknown_are_refused(session: Session) -> None:
    people(session)
    before = session.person
    with pytest.raises(NotAllowed, match="PIN của Bình không đúng"):
        session.switch_person("Bình", "000000")
    with pytest.raises(NotAllowed, match="Không có người dùng Ai đó"):
        session.switch_person("Ai đó", "")
    assert session.person == before


def test_who_is_not_listed_or_left_only_looks(session: Session) -> None:
    made = people(session)
    session.person = "Người lạ"
    assert session.role is Role.VIEW
    session.person = "Bình"
    session.do(EditPerson(made["Chi"], {"retired": True}))
    with pytest.raises(NotAllowed):
        session.switch_person("Chi", "3333")


def test_somebody_who_approves_always_stays(session: Session) -> None:
    with pytest.raises(InvalidInput, match="vai trò duyệt"):
        session.do(AddPerson("Chi", Role.ENTER))
    made = people(session)
    session.do(EditPerson(made["Bình"], {"role": Role.ENTER}))
    with pytest.raises(InvalidInput, match="ít nhất một người"):
        session.do(EditPerson(made[session.person], {"retired": True}))
    with pytest.raises(InvalidInput, match="Đã có người dùng Chi"):
        session.do(AddPerson("Chi", Role.VIEW))


def test_two_people_open_a_locked_period(session: Session) -> None:
    made = people(session)
    session.do(LockPeriod(MARCH))
    first = session.person
    with pytest.raises(NotAllowed, match=f"PIN của Bình do {first} đặt. Bình bấm tên"):
        session.do(LockPeriod(MARCH, False, "Bộ yêu cầu", "41/UBND", made["Bình"], "222222"))
    take_own_pin(session, made)
    for second, pin, why in (
        (None, "", "hai người duyệt"),
        (made["Chi"], "3333", "hai người duyệt"),
        (made["Bình"], "000000", "PIN của Bình không đúng"),
        (made[session.person], "111111", "phải khác người đang làm"),
    ):
        with pytest.raises((InvalidInput, NotAllowed), match=why):
            session.do(LockPeriod(MARCH, False, "Bộ yêu cầu", "41/UBND", second, pin))
        assert session.read.period(MARCH).locked
    session.do(LockPeriod(MARCH, False, "Bộ yêu cầu", "41/UBND", made["Bình"], OWN))
    assert not session.read.period(MARCH).locked
    newest = session.read.change_sets(1)[0]
    assert newest.actor == session.person and "cùng Bình" in newest.label
    assert OWN not in newest.label


def test_the_log_in_words_never_shows_a_hash(session: Session) -> None:
    made = people(session)
    session.do(SetPin(made["Chi"], "9999"))
    kept = next(item for item in session.read.people() if item.name == "Chi").pin
    entry = session.read.last_entry()[0]
    said = " ".join(f"{item.subject} {item.old} {item.new}" for item in details(session.read, entry))
    assert kept not in said and "9999" not in said
    assert session.read.change_sets(1)[0].label == "Đặt PIN của Chi"


def test_an_undo_that_leaves_nobody_who_approves_is_refused_whole(session: Session) -> None:
    made = people(session)
    session.do(EditPerson(made["Bình"], {"role": Role.ENTER}))
    session.do(EditPerson(made["Bình"], {"role": Role.APPROVE}))
    promotion = session.read.last_entry()[0]
    session.do(EditPerson(made[session.person], {"role": Role.ENTER}))
    session.switch_person("Bình", "222222")
    with pytest.raises(CannotUndo, match="ít nhất một người"):
        session.undo(promotion)
    assert session.role is Role.APPROVE
    assert session.record.find_damage() == []


def test_undo_redo_and_one_step_of_several_do_not_open_a_period_alone(session: Session) -> None:
    made = people(session)
    take_own_pin(session, made)
    session.do(LockPeriod(MARCH))
    with pytest.raises(CannotUndo, match="hai người duyệt"):
        session.undo()
    alone = LockPeriod(MARCH, False, "sửa số", "1/VB", made[session.person], "111111")
    with pytest.raises(NotAllowed, match="Người thứ hai"):
        session.do_all("Mở khóa", [alone])
    session.do(LockPeriod(MARCH, False, "sửa số", "1/VB", made["Bình"], OWN))
    session.undo()
    assert session.read.period(MARCH).locked
    with pytest.raises(CannotUndo, match="hai người duyệt"):
        session.redo()
    assert session.read.period(MARCH).locked


def test_who_has_a_pin_only_looks_until_they_gave_it(session: Session) -> None:
    people(session)
    again = Session(session.record, session.person)
    assert again.asks_who and not again.can_edit and again.role is Role.VIEW
    with pytest.raises(NotAllowed):
        edit(again)
    again.switch_person(session.person, "111111")
    assert not again.asks_who and again.role is Role.APPROVE
    assert Session(session.record, "Người lạ").asks_who
    assert not Session(session.record, "Dung").asks_who  # no PIN was set


def test_wrong_pins_wait_wherever_they_are_typed(session: Session) -> None:
    made = people(session)
    take_own_pin(session, made)
    session.do(LockPeriod(MARCH))
    now = [100.0]
    session._tries = PinTries(lambda: now[0])
    for _ in range(2):
        with pytest.raises(NotAllowed, match="không đúng"):
            session.switch_person("Bình", "000000")
    wrong = LockPeriod(MARCH, False, "sửa", "1/VB", made["Bình"], "000000")
    with pytest.raises(NotAllowed, match="không đúng"):
        session.do(wrong)
    with pytest.raises(NotAllowed, match="Đã gõ sai PIN 3 lần. Chờ 11 giây"):
        session.switch_person("Bình", OWN)
    now[0] += 10.5
    session.switch_person("Bình", OWN)
    assert session.person == "Bình"


def test_everybody_who_enters_changes_their_own_pin_and_no_other(session: Session) -> None:
    made = people(session)
    session.switch_person("Chi", "3333")
    session.do(SetPin(made["Chi"], "4444"))
    with pytest.raises(NotAllowed):
        session.do(SetPin(made["Bình"], "4444"))
