"""The life of a generated case: how far it came, its days in order, its hours within the law.

Why: a case is only right as a whole; whoever writes its keys one by one asks here what holds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

KINDS = ("pidana_kerja_sosial", "pelayanan_masyarakat", "diversi", "reintegrasi")
PREFIX = dict(zip(KINDS, ("KS", "PM", "DV", "RE"), strict=True))
STAGES = ("permintaan", "litmas", "putusan", "penempatan", "pelaksanaan", "selesai")
WEEK = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu")
SITES = ("panti-wreda-01", "panti-asuhan-01", "rsud-01", "sd-01", "taman-01", "balai-desa-01")
MOST_WEEKS = 17  # within six months, absences and repeated hours included

# Each step of a case's life, and how many days at least and at most it comes after the one before.
_STEPS: tuple[tuple[str, int, int], ...] = (
    ("offence", 0, 0),
    ("offence_end", 0, 2),
    ("held", 1, 2),
    ("asked", 4, 30),
    ("received", 0, 1),
    ("assigned", 0, 1),
    ("gathered", 0, 1),
    ("consented", 0, 1),
    ("assessed", 0, 1),
    ("invited", 0, 0),
    ("board", 0, 1),
    ("reported", 0, 1),
    ("sent", 0, 1),
    ("met", 3, 9),
    ("judged", 7, 30),
    ("paid", 1, 3),
    ("final", 7, 8),
    ("ordered", 1, 3),
    ("handed", 0, 3),
    ("taken", 0, 0),
    ("appointed", 0, 1),
    ("declared", 0, 1),
    ("placed", 1, 2),
)


@dataclass(frozen=True)
class Row:
    """A day of work, or of absence; times in minutes of the day."""

    day: date
    start: int = 0
    end: int = 0
    rest: int = 0
    status: str = "hadir"
    counted: int | None = None
    again: bool = False

    @property
    def hours(self) -> int:
        """Minutes that count."""
        return self.end - self.start - self.rest if self.counted is None else self.counted


@dataclass
class Life:
    """What holds for the whole of a case.

    Attributes:
        kind: which kind of case it is.
        stage: how far it came, 1 to 6.
        days: the day of each step.
        owed: minutes of work that must be done.
        rows: the days of work.
        starts: the first day of each placement.
    """

    number: int
    kind: str
    stage: int
    chance: Random
    density: float
    works: bool = True
    finished: bool = True
    ours: bool = True
    of_fine: bool = False
    repeats: bool = False
    days: dict[str, date] = field(default_factory=dict)
    owed: int = 0
    shift: int = 0
    rest: int = 0
    week: tuple[str, ...] = ()
    starts: list[date] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    @property
    def nomor(self) -> str:
        """Its case number."""
        return f"{PREFIX[self.kind]}-2026-{self.number:05d}"

    @property
    def is_child(self) -> bool:
        """Whether the client is a child."""
        return self.kind in ("pelayanan_masyarakat", "diversi")

    @property
    def judged_hours(self) -> int:
        """Hours of the judgment: where a quarter of a fine was paid, three quarters are owed."""
        return self.owed * 4 // 3 // 60 if self.of_fine else self.owed // 60

    @property
    def served(self) -> int:
        """Minutes that count towards the judgment."""
        return sum(row.hours for row in self.rows if not row.again)

    @property
    def is_complete(self) -> bool:
        """Whether all that is owed was done."""
        return self.served == self.owed

    def day(self, step: str, later: int = 0) -> date:
        """The day of a step, or some days later."""
        return self.days[step] + timedelta(days=later)


def live(number: int, chance: Random, density: float) -> Life:
    """A life: each kind and each stage comes in turn."""
    kind = KINDS[number % len(KINDS)]
    stage = (2, 6, 5, 4, 3, 6, 1, 6)[number // len(KINDS) % 8]
    if kind == "reintegrasi":
        stage = {3: 1, 4: 2, 5: 2}.get(stage, stage)
    life = Life(number, kind, stage, chance, density)
    life.finished = chance.random() < 0.8
    if kind == "reintegrasi":
        life.works = False
    elif kind == "diversi":
        life.works = stage in (4, 5) or chance.random() < 0.8
    else:
        life.ours = stage < 3 or chance.random() < 0.85
    life.of_fine = kind == "pidana_kerja_sosial" and chance.random() < 0.15
    first = date(2026, 1, 5) if kind != "reintegrasi" else date(2023, 1, 2)
    day = first + timedelta(days=chance.randrange(150))
    for step, least, most in _STEPS:
        day += timedelta(days=chance.randint(least, most))
        life.days[step] = day
    _work(life)
    last = max([life.days["placed"], *(row.day for row in life.rows)])
    life.days["done"] = last
    life.days["told"] = last + timedelta(days=chance.randint(1, 6))
    life.days["closed"] = life.days["told"] + timedelta(days=chance.randint(0, 5))
    return life


def _work(life: Life) -> None:
    """Schedule, hours and days of work."""
    chance = life.chance
    life.shift = chance.choice((120, 150, 180, 240) if life.is_child else (180, 240, 300, 450, 480))
    life.rest = chance.choice((0, 0, 30, 60))
    life.week = tuple(d for d in WEEK if chance.random() < 0.4) or (chance.choice(WEEK),)
    room = life.shift * len(life.week) * MOST_WEEKS // 60
    least, most = {"pelayanan_masyarakat": (7, 120), "diversi": (4, 60)}.get(life.kind, (8, 240))
    hours = chance.choice((chance.randint(least, 24), chance.randint(least, most)))
    hours = max(least, min(hours, room, most))
    life.owed = hours * 60
    if life.of_fine:  # hours of the judgment are whole, and so is what is left of them
        life.owed = max(9, min(hours // 3 * 3, 180)) * 60
    start = _first_day(life, life.day("placed", chance.randint(1, 5)))
    life.starts = [start]
    life.days["started"] = start
    if life.works and life.stage >= 5:
        _attend(life, start)
        present = [row.day for row in life.rows]
        if len(present) > 4 and chance.random() < 0.3:
            life.starts.append(present[len(present) // 2])


def _first_day(life: Life, day: date) -> date:
    while day.weekday() > 5 or WEEK[day.weekday()] not in life.week:
        day += timedelta(days=1)
    return day


def _attend(life: Life, day: date) -> None:
    """Work day by day until all is done, or break off before."""
    chance = life.chance
    end = life.owed
    if life.stage == 5 or chance.random() < 0.25:
        end = chance.randint(1, max(1, life.owed - 60))
    left = end
    absences = 0
    while left > 0:
        day = _first_day(life, day)
        if absences < 5 and chance.random() < 0.1:
            status = chance.choice(("izin", "sakit", "alpa"))
            life.rows.append(Row(day, status=status))
            absences += 1
        else:
            left -= _present(life, day, min(left, life.shift))
        day += timedelta(days=1)
    life.repeats = life.kind != "diversi" and chance.random() < 0.15
    if life.repeats:
        for _ in range(2):
            day = _first_day(life, day)
            life.rows.append(Row(day, 480, 480 + life.shift, 0, again=True))
            day += timedelta(days=1)


def _present(life: Life, day: date, minutes: int) -> int:
    """A day of work of so many minutes; seldom less of it counts, with a reason."""
    rest = life.rest if minutes > 120 else 0
    counted = None
    if minutes > 120 and life.chance.random() < 0.05:
        counted = life.chance.choice((0, minutes - 60))
    row = Row(day, 480, 480 + minutes + rest, rest, counted=counted)
    life.rows.append(row)
    return row.hours
