"""The key work of the demo's year: tasks told of, moved, cleared and late; lines over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from zlib import crc32

from tashan.adoption.adopting import NewAdoption, adopt
from tashan.casework.acts import By
from tashan.casework.key_work import clearing, doing
from tashan.casework.key_work.setting_up import set_up
from tashan.casework.key_work_models import KeyTask, TaskSeat, WorkList
from tashan.casework.line_work import handing_over
from tashan.casework.line_work import setting_up as lines
from tashan.casework.line_work.handing_over import NewHandOver
from tashan.demo.figuring import at
from tashan.demo.invented.picture import hills
from tashan.record import files, sources
from tashan.record.accounts import give_role
from tashan.record.models import Source, StoredFile, User
from tashan.registry.belonging import belong
from tashan.registry.dated import as_of
from tashan.registry.kinds import Capacity, Kind
from tashan.registry.models import Entity, EntityName, Tenure
from tashan.registry.offices import appoint, enter_officer

SINCE, HANDED = date(2026, 1, 15), date(2026, 9, 14)
LEADERS = (("县委书记", "石书远"), ("县长", "石砚平"))
FOLLOWER = "石承业"


@dataclass(frozen=True, slots=True)
class Course:
    """How a task goes: reports as day, per cent and words; milestones with the day they were
    reached; ``ends`` is ``cleared``, ``asked``, ``sent_back`` or nothing."""

    reports: Sequence[tuple[date, int, str]] = ()
    reached: Sequence[date] = ()
    moved: tuple[date, str] | None = None
    ends: str = ""


COURSES: Mapping[str, Course] = {
    "park_extension": Course(
        ((date(2026, 4, 13), 20, "用地批复到位，路基开工"), (date(2026, 7, 13), 45, "路网完成八成"),
         (date(2026, 11, 16), 85, "四栋厂房封顶，设备安装中")),
        (date(2026, 4, 9), date(2026, 8, 5), date(2026, 10, 29)),
    ),
    "industry_first": Course(
        ((date(2026, 5, 11), 35, "四十家企业诊断完成"),
         (date(2026, 8, 17), 60, "技改项目开工十八项"),
         (date(2026, 9, 14), 60, "技改项目开工十八项")),
        (date(2026, 4, 28),),
    ),
    "one_window": Course(
        ((date(2026, 3, 9), 40, "事项清单公布"), (date(2026, 7, 6), 80, "并联审批上线运行")),
        (date(2026, 2, 26), date(2026, 6, 29), date(2026, 10, 15)), ends="cleared",
    ),
    "water": Course(
        ((date(2026, 6, 15), 40, "主体施工过半"), (date(2026, 11, 9), 75, "主体完工，管网收尾")),
        (date(2026, 3, 12), date(2026, 9, 18)),
        (date(2026, 12, 18), "汛期停工二十六天，县政府常务会议同意顺延"),
    ),
    "talent": Course(
        ((date(2026, 7, 6), 70, "设备到位"), (date(2026, 9, 7), 100, "首批学员报到")),
        (date(2026, 6, 25), date(2026, 9, 1)), ends="sent_back",
    ),
}  # fmt: skip


def keep_key_work(place: str, people: Mapping[str, User]) -> bool:
    """Everything once; whether anything was made."""
    if WorkList.objects.exists():
        return False
    steward = people["steward"]
    source = sources.entry("县领导分工文件 2026", actor=steward, at=at(SINCE))
    seats = _leaders(source)
    new = NewAdoption("key_work", "他山县2026年重点工作", place, SINCE)
    work = set_up(adopt(new, actor=steward, at=at(SINCE)), "year", None,
                  by=By(steward, at(SINCE), SINCE))  # fmt: skip
    new = NewAdoption("three_lines", "他山县三线分工", place, SINCE)
    lines.set_up(adopt(new, actor=steward, at=at(SINCE)), "lines", on=SINCE, source=source)
    for code, course in COURSES.items():
        _run(work.tasks.get(code=code), course, people)
    _hand_over(seats, people)
    return True


def _government() -> Entity:
    rows = EntityName.objects.filter(entity__kind=Kind.OFFICE, name="他山县人民政府")
    return rows.select_related("entity").get().entity


def _leaders(source: Source) -> dict[str, Entity]:
    """Secretary and head of the county with their posts, by post."""
    office, found = _government(), {}
    for post, name in LEADERS:
        found[post] = enter_officer(name, since=SINCE, source=source)
        appoint(found[post], office, post, since=SINCE, source=source, is_lead=post == "县长")
    return found


def _doer(task: KeyTask, people: Mapping[str, User]) -> User:
    """Somebody of the office that leads the task; a handler's role is given where nobody has it."""
    seat = TaskSeat.objects.get(task=task, role="lead")
    rows = as_of(Tenure.objects.filter(office=seat.office), SINCE).select_related("officer")
    row = rows.order_by("-is_lead", "order", "pk").first()
    username = f"work-{task.code}"
    user = User.objects.filter(username=username).first()
    if user is None:
        user = User.objects.create(username=username, display_name=f"石{task.position}办",
                                   office=seat.words["zh"], post="综合股经办")  # fmt: skip
        give_role(user, "handler", actor=None, at=at(SINCE))
        source = sources.entry("账号开通单", actor=people["steward"], at=at(SINCE))
        officer = row.officer if row else enter_officer("石经办", since=SINCE, source=source)
        if row is None and seat.office is not None:
            appoint(officer, seat.office, "经办", since=SINCE, source=source)
        belong(user, officer, Capacity.OFFICER, since=SINCE, source=source)
    return user


def _photo(task: KeyTask, on: date) -> StoredFile:
    number = crc32(f"{task.code} {on}".encode()) % 1000
    return files.store(hills(number), name="现场.png", at=at(on))


def _run(task: KeyTask, course: Course, people: Mapping[str, User]) -> None:
    user, steward = _doer(task, people), people["steward"]
    for on, percent, says in course.reports:
        doing.report(task, says, percent, [_photo(task, on)], by=By(user, at(on), on))
    for step, on in zip(task.milestones.order_by("position"), course.reached, strict=False):
        doing.reach(step, by=By(user, at(on), on))
    if course.moved is not None:
        on = date(2026, 9, 21)
        becomes, reason = course.moved
        doing.move_day(task, becomes, reason, by=By(steward, at(on), on))
    if course.ends:
        asked, checked = date(2026, 10, 16), date(2026, 10, 27)
        clearing.ask(task, "全部节点完成，附现场照片", [_photo(task, asked)],
                     by=By(user, at(asked), asked))  # fmt: skip
        is_cleared = course.ends == "cleared"
        says = "现场核验属实" if is_cleared else "招生人数与名册不一致，请补名册"
        clearing.check(task, is_cleared=is_cleared, says=says,
                       by=By(steward, at(checked), checked))  # fmt: skip


def _hand_over(seats: Mapping[str, Entity], people: Mapping[str, User]) -> None:
    """The head of the county changed in September; both signed that day."""
    steward = people["steward"]
    source = sources.entry("人事任免通知", actor=steward, at=at(HANDED))
    taker = enter_officer(FOLLOWER, since=HANDED, source=source)
    new = NewHandOver(_government(), "县长", seats["县长"], taker)
    row = handing_over.begin(new, by=By(steward, at(HANDED), HANDED))
    for username, officer in (("mayor-before", seats["县长"]), ("mayor", taker)):
        name = LEADERS[1][1] if officer == seats["县长"] else FOLLOWER
        user = User.objects.create(username=username, display_name=name,
                                   office="他山县人民政府", post="县长")  # fmt: skip
        give_role(user, "leader", actor=None, at=at(HANDED))
        belong(user, officer, Capacity.OFFICER, since=HANDED, source=source)
        handing_over.sign(row, by=By(user, at(HANDED), HANDED))
