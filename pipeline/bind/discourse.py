"""What carries over from sentence to sentence: the section, a signpost, dates, a lead's commitment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.bind.context import Context, five_years, longer_first
from pipeline.bind.draft import Draft
from pipeline.bind.place import label_of, place_of_label, speaks_of_nation
from pipeline.bind.signposts import Signpost, signpost
from pipeline.bind.status import lead_commitment, reports, section_status
from pipeline.bind.time import Term, Timeline, carried_span
from pipeline.knowledge import Knowledge, pattern
from pipeline.knowledge.numbers import fold
from pipeline.knowledge.regions import NATION
from pipeline.knowledge.years import YearMention, find_years
from pipeline.records import Block, BlockKind, Commitment, Period, Reading, Region, Section, Status

_DASH = "——"
_FIVE = 5  # years of a plan
_SHORT = 30  # characters of a line that names what the sentence below it is about


@dataclass(slots=True)
class Discourse:
    """The state of a text at one sentence. `pass_block` moves it on, `enter` opens a sentence, `leave` closes it."""

    context: Context
    known: Knowledge
    section: str | None = None
    above: tuple[Section, ...] = ()  # the headings above the section, the nearest first
    headed: Period | None = None  # the years that they name
    longer: Period | None = None  # the longer of two spans that the nearest heading names, of which its text speaks first
    paragraph: int = -1
    carried: dict[Status, Period] = field(default_factory=dict)
    nearer: Period | None = None
    led: Commitment | None = None
    sign: Signpost | None = None
    lead: str = ""
    before: Sequence[Draft] = ()
    place: Region | None = None
    national: bool = False
    reporting: bool = False  # whether a paragraph under no heading has reported, before this sentence
    heard: bool = False  # and behind it
    dashed: bool = False  # whether the paragraph is an item of a list of dashes, which reports as one
    opens: bool = False  # whether the last block ended in a colon, which opens such a list
    home: str = ""  # what the paths begin with that the signpost may speak for: empty for a chapter without a number
    line: Signpost | None = None  # the last signpost on a line of its own
    chapter: Signpost | None = None  # that which heads the chapter without a number which the section stands in

    def pass_block(self, block: Block) -> None:
        """A new section or paragraph ends what the old one carried; a signpost begins something."""
        if block.section != self.section:
            self.above = self.context.chain(block.section)
            self.longer = longer_first(self.above[0].title, self.context, self.known) if self.above else None
            self.headed = self.longer or heading_span(self.above, self.context, self.known)
            self.section, self.carried, self.sign = block.section, {}, self._enter_section(block.section)
        if block.paragraph != self.paragraph:
            dashed = block.text.startswith(_DASH)
            self.paragraph, self.nearer, self.before = block.paragraph, None, ()
            self.led = self.led if dashed and (self.dashed or self.opens) else None
            self.carried = self.carried if self.context.first_planned else {}  # where nothing else tells the time
            self.heard, self.dashed = self.heard and self.dashed and dashed, dashed
        sign = signpost(block, self.context, self.known) if block.kind is BlockKind.SENTENCE else None
        if sign and not (sign.unheaded and self._section_status() not in (None, sign.status)):
            self.sign, self.carried, self.home = sign, {}, f"{self.section}." if self.section else ""
            self.line = sign if sign.line or self.line and self.line.status is sign.status else None
            self.chapter = self.chapter if self.section else self.line
        text = fold(block.text)[0]
        self.opens = text.endswith("：")
        self.national = speaks_of_nation(text, self.national, self.known)
        self.reporting = self.headless and (self.heard or self._looks_back(text))
        self.heard = self.headless and self._reports(text)

    @property
    def planned(self) -> Period | None:
        """The years that are planned for here: the document's, or 今后五年 in a report that plans one."""
        span = self.sign.span if self.sign else None
        return span if span and self.context.yearly and span.end > self.context.period.end else self.context.period

    def now(self, text: str) -> int | None:
        """The year that 今年 means: that of publication; in the plan of one year that, where the sentence prints others."""
        if self.context.yearly:
            return self.context.period.end if find_years(text) else None
        return self.context.published

    def _enter_section(self, section: str | None) -> Signpost | None:
        """Moves the chapter on and tells the signpost that speaks in the section, in the plan of one year: the last one where
        it holds on, else the chapter's.

        今后五年 holds on, and a signpost for the sections below its own, until a heading speaks for itself. Where the
        numbers begin anew, the line before them heads a chapter, which a heading ends that is dated otherwise.
        """
        if section is None:
            return self.sign
        if not self.context.yearly:
            return None
        if self.sign and self.sign.then:
            self.sign = self.line = replace(self.sign, span=self.sign.then, then=None)
        if section == "1" or section.startswith("1~") and "." not in section:
            self.home, self.chapter = "", self.line
        if any(find_years(each.title) or pattern(self.known, "time.one-year").search(each.title) for each in self.above):
            self.chapter = self.chapter if self.chapter and self._section_status() is self.chapter.status else None
            return None
        if self.sign and self.planned != self.context.period:
            return self.sign
        if self.sign and section.startswith(self.home) and self._section_status() is None:
            return self.sign
        return self.chapter

    def _reports(self, text: str) -> bool:
        """Whether a paragraph reports behind this sentence: once one has, until another turns to what is planned."""
        if pattern(self.known, "status.turn-paragraph").search(text):
            return False
        return self.reporting or bool(reports(text, None, self.known))

    def _looks_back(self, text: str) -> bool:
        """比“十二五”末 in a plan that begins when “十三五” is over; 年均增长 in the plan of one year."""
        first, found = self.context.first_planned, pattern(self.known, "status.since-plan-before").search(text)
        if self.context.yearly and pattern(self.known, "status.over-years").search(text):
            return True
        return bool(found and first) and find_years(found[0])[0].last < first - _FIVE

    @property
    def headless(self) -> bool:
        """Whether neither a heading nor a signpost says what the text is doing."""
        return self.section is None and self.sign is None

    def step_over(self, block: Block) -> None:
        """Remembers a short line, or the last clause of a sentence, which may name what the next sentence is about."""
        text = fold(block.text)[0].rstrip("。")
        last = text.rpartition("，")[2]
        self.lead = text if len(text) <= _SHORT else last if len(last) <= _SHORT else ""
        self.led = lead_commitment(self.lead, self.known) or self.led

    def enter(self, reading: Reading) -> None:
        """A line's own place (包头市：…) holds for the line."""
        titles = (section.title for section in self.above)
        places = (place_of_label(label, self.context.region, self.known) for label in (label_of(reading.text), *titles) if label)
        self.place = NATION if self.national else next(filter(None, places), None)

    def leave(self, line: Timeline) -> None:
        """A dated sentence dates the undated ones behind it in its section, goals and results each for themselves; a lead
        such as 主要预期目标是 holds for the rest of its paragraph, and for the list of dashes that its colon opens.
        """
        self.led = lead_commitment(line.text, self.known) or self.led
        first, review = self.context.first_planned, self.context.review
        span = carried_span(line, review, self.known)
        if span is None:
            return
        if first is None:
            self.carried = dict.fromkeys(Status, span)
            return
        if line.dates:
            self.heard = self.headless and span.end < first
        if span.end < first:
            # a single year before the end of the review (2018年…) dates its own sentence only
            closes = review and span.end == review.end
            self.carried[Status.ACTUAL] = self._whole(span, Status.ACTUAL) if closes else self.default_span(Status.ACTUAL)
        elif line.told_of(len(line.text), self.context.published or first, self.known):
            self.carried[Status.ACTUAL] = span
        elif self._reaches(span):
            self.carried[Status.TARGET], self.nearer = self._whole(span, Status.TARGET), None
        elif self._ends_plan_before(span):
            self.nearer = Period(span.end - _FIVE + 1, span.end)

    def carried_to(self, status: Status) -> Period | None:
        """What earlier sentences say about the years of an undated one: in a paragraph, or in the section."""
        return self.nearer if self.nearer and status is Status.TARGET else self.carried.get(status)

    def _ends_plan_before(self, span: Period) -> bool:
        """Whether a goal is due at the end of the five-year plan before the last one spoken for (到2025年, in a plan to 2030)."""
        default = self.default_span(Status.TARGET)
        return default is not None and default.end - span.end == _FIVE and span.end % _FIVE == 0

    def _reaches(self, span: Period) -> bool:
        """Whether a dated goal dates what follows: it closes the plan, and no section on one year mentions a longer one."""
        default = self.default_span(Status.TARGET)
        if default is None or span.end < default.end:
            return False
        return not (self.context.yearly and default.start == default.end < span.end)

    def _whole(self, span: Period, status: Status) -> Period:
        """A year that closes the span spoken of here stands for the span."""
        default = self.default_span(status)
        return default if default and default.end == span.end and span.start == span.end else span

    @property
    def status(self) -> Status | None:
        """What the text says it is doing here: the last signpost of the section, else the headings above.

        A chapter's line yields to a heading below it as a numbered chapter does.
        """
        if self.sign is None:
            return self._section_status()
        if self.sign is not self.chapter:
            return self.sign.status
        return self._section_status(self.sign.status) or self.sign.status

    def _section_status(self, chapter: Status | None = None) -> Status | None:
        reviews = chapter is Status.ACTUAL or bool(self.context.reported)
        return section_status(self.above, self.context.first_planned, reviews, self.known, chapter is Status.TARGET)

    def default_span(self, status: Status) -> Period | None:
        """The years that an undated statement holds for: of the signpost, the headings, or the plan as a whole."""
        own = self.sign.span if self.sign and self.sign.span else self.headed
        fallback = self.context.period if status is Status.TARGET else self.context.review
        first = self.context.first_planned
        if own is None or first is None:
            return own or fallback
        return own if (own.end >= first) == (status is Status.TARGET) else fallback

    def span_of(self, status: Status, term: Term | None) -> Period | None:
        """The years an undated statement holds for, or those of the term that it is told of: to come, or just past."""
        default, plan = self.default_span(status), self.context.period
        if term is None or default is None:
            return default
        if status is Status.ACTUAL:
            return Period(default.end - term.years + 1, default.end)
        return Period(default.start, default.start + term.years - 1) if self.context.yearly else plan


def heading_span(above: Sequence[Section], context: Context, known: Knowledge) -> Period | None:
    """第一节“十二五”…成效 → 2011-2015, 过去五年 the years before; of 2025年和“十四五”时期回顾 the year, since a yearly report
    reviews it; of “十三五”开局 the plan's first year, where it is the one that is planned.
    """
    for section in above:
        mentions = find_years(section.title)
        if mentions:
            if context.yearly and mentions[-1].first == context.period.start and pattern(known, "time.opening").search(section.title):
                return context.period
            return _span(next((m for m in mentions if context.yearly and m.kind == "year"), mentions[-1]))
        five = five_years(section.title, context, known)
        if five:
            return five
    return None


def _span(mention: YearMention) -> Period:
    return Period(mention.first, mention.last)
