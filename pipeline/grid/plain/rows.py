"""The rows of a table whose cells stand one below the other: (list number) label (unit) value … (attribute).

Every row must have as many values as the headings say. One that has not is left with its pieces, and the next is looked
for behind it; so a cell that the page lost costs its own row and shifts no other.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.grid.cells import is_blank
from pipeline.grid.plain.headings import stand_apart
from pipeline.grid.plain.labels import Label, Labels, ends_in_unit, may_be_whole
from pipeline.grid.plain.pieces import Kind, Piece, is_unit, join, promises
from pipeline.grid.plain.serials import Path, follows, path_of, serial_at
from pipeline.grid.plain.shapes import Cells, Parsed, Row, Shape

MOST_WORDS = 40  # pieces of words before a row's first value
DEEPEST = 4  # headings of groups above a row
CELLS = (Kind.NUMBER, Kind.DONE)


def read_rows(parts: Sequence[Piece], shape: Shape) -> list[Row]:
    """The rows of a table's body, in order; those that do not fit among them."""
    reader = _Reader(parts, shape)
    rows: list[Row] = []
    at, counted, ahead = 0, (), ()
    while at < len(parts):
        found = reader.dated(at) if shape.dated else reader.row(at, counted, ahead)
        if found:
            rows += reader.mended(rows, found.rows, parts[at])
            at, counted, ahead = found.at, found.counted, found.ahead
            continue
        if reader.closes(rows, at):
            break
        end, counted = reader.resume(at, counted)
        if rows and reader.is_open(rows[-1], parts[at]):
            rows[-1] = Row(left=rows[-1].pieces())
        if not (rows and rows[-1].left):
            rows.append(Row())
        rows[-1].left += parts[at:end]
        ahead = ahead[sum(part.kind is Kind.ATTRIBUTE for part in parts[at:end]):]
        at = end
    return rows


class _Reader:
    def __init__(self, parts: Sequence[Piece], shape: Shape):
        self.parts, self.shape = parts, shape
        self.labels = Labels(parts)

    def resume(self, at: int, counted: Path) -> tuple[int, Path]:
        """Where the next row may begin behind one that does not fit, since a value or an attribute has closed it, and
        the last list number up to there."""
        closing = (Kind.ATTRIBUTE,) if self.shape.attribute else CELLS
        end = at
        while end < len(self.parts) and (end == at or not (self.parts[end - 1].kind in closing
                                                           and self._begins(end, counted))):
            path = path_of(self.parts[end].text)
            counted = path if counted and path == (counted[0] + 1,) else counted
            end += 1
        return end, counted

    def _kind(self, at: int) -> Kind | None:
        return self.parts[at].kind if at < len(self.parts) else None

    def _begins(self, at: int, counted: Path) -> bool:
        """Whether a row can begin at `at`: with words, a list number, a year that is a label; or the table ends."""
        return self._kind(at) in (None, Kind.WORDS) or self.shape.dated and self._kind(at) is Kind.YEAR \
            or serial_at(self.parts, at, counted) is not None

    def mended(self, above: list[Row], rows: list[Row], first: Piece) -> list[Row]:
        """New rows, without what is the rest of the last label `above`: where cells stand beside each other, a label
        of two lines goes on below its row's values. Where it could be another row's too, that row is left as well."""
        last, rest = above[-1] if above else None, rows[0]
        if last is None or not last.values or rest.serial and rest.serial.spans <= first.spans:
            return rows
        if not (self.is_open(last, first) if rest.values else self.labels.is_cut(last.label)):
            return rows
        if not rest.values and self.shape.serial and last.values[0].beside and not rest.label.beside \
                and not may_be_whole(last.label.text):
            last.label = join((last.label, rest.label))
            return rows[1:]
        above[-1] = Row(left=[*last.pieces(), *rest.pieces()])
        return rows[1:]

    def is_open(self, row: Row, below: Piece) -> bool:
        """Whether a line of words below a row whose cells stand beside each other may be the rest of its label."""
        return bool(row.values) and row.values[0].beside and not below.beside and below.kind is Kind.WORDS \
            and self.labels.is_cut(row.label)

    def closes(self, above: list[Row], at: int) -> bool:
        """Whether all that is left is the rest of the last label, which is then put to it."""
        last = above[-1] if above else None
        rest = self.parts[at:]
        if len(rest) > 1 or last is None or not last.values or rest[0].kind is not Kind.WORDS \
                or not last.values[0].beside or not self.labels.is_cut(last.label):
            return False
        last.label = join((last.label, *rest))
        return True

    def dated(self, at: int) -> Parsed | None:
        """A row whose label is a year."""
        end = at + 1 + self.shape.values
        values = tuple(self.parts[at + 1:end])
        fits = self._kind(at) is Kind.YEAR and len(values) == self.shape.values \
            and all(value.kind is Kind.NUMBER for value in values) and self._begins(end, ())
        return Parsed([Row(label=self.parts[at], values=values)], end, (), ()) if fits else None

    def row(self, at: int, counted: Path, ahead: tuple[Piece, ...], depth: int = 0) -> Parsed | None:
        """The row that begins at `at` below the headings of its groups; None where it does not fit."""
        serial = serial_at(self.parts, at, counted)
        if serial:
            at, counted, ahead = at + serial.size, _counted(serial.piece, counted), serial.ahead
        words = self._words(at, counted)
        if not words:
            return None
        end, below = at + len(words), None
        if self.shape.serial and depth < DEEPEST and serial_at(self.parts, end, counted):
            below = self.row(end, counted, ahead, depth + 1)
        number, later = (serial.piece, ahead) if serial else (ahead[0], ahead[1:]) if ahead else (None, ())
        last = _counted(number, counted)
        found = self._fit(number, later, words, end, last) or self._block(number, later, words, end, last)
        if below and below.rows[0].label.beside and not words[-1].beside and not self.labels.leaves_room(words):
            return None
        if below and (found is None or self.shape.values == 1):
            heads = self._heads(serial.piece if serial else None, words, below.rows[0])
            return None if heads is None else below._replace(rows=heads + below.rows)
        return found

    def _words(self, at: int, counted: Path) -> list[Piece]:
        """The words from `at` on, up to a value or another list number."""
        end = at
        while self._kind(end) in (Kind.WORDS, Kind.YEAR) and end - at < MOST_WORDS \
                and not (end > at and self.shape.serial and serial_at(self.parts, end, counted)):
            end += 1
        return list(self.parts[at:end])

    def _heads(self, serial: Piece | None, words: Sequence[Piece], below: Row) -> list[Row] | None:
        """The words above a list number: upright ones stand beside the row below, others head its group."""
        if serial is None and below.group is None and self.labels.are_upright(words):
            below.group = join(words)
            return []
        label = self.labels.split(words)
        return label and _rows(serial, label, None, Cells((), None, 0))

    def _fit(self, serial: Piece | None, ahead: tuple[Piece, ...], words: Sequence[Piece], end: int,
             counted: Path) -> Parsed | None:
        """A row whose words are all label and unit, or end in words that stand for its first value."""
        for size in [len(words), *(k for k in range(1, len(words)) if self._closes(words, k))]:
            cells = self._cells(words[size:], end, counted)
            has_unit = self.shape.unit and size > 1 and is_unit(words[size - 1].text)
            label = self.labels.of_row(words[:size - has_unit]) if cells else None
            if label:
                rows = _rows(serial, label, words[size - 1] if has_unit else None, cells)
                return Parsed(rows, cells.at, counted, ahead)
        return self._without_unit(serial, ahead, words, end, counted)

    def _without_unit(self, serial: Piece | None, ahead: tuple[Piece, ...], words: Sequence[Piece], end: int,
                      counted: Path) -> Parsed | None:
        """A row with a dash for its unit, told from one more value by the attribute that closes it."""
        dash = self.shape.unit and self._kind(end) is Kind.NUMBER and is_blank(self.parts[end].text)
        cells = self._cells((), end + 1, counted) if dash else None
        label = self.labels.of_row(words) if cells and cells.attribute else None
        return label and Parsed(_rows(serial, label, self.parts[end], cells), cells.at, counted, ahead)

    def _closes(self, words: Sequence[Piece], size: int) -> bool:
        """Whether a label ends there, and a value in words begins."""
        last = words[size - 1]
        closed = ends_in_unit(last) or self.shape.unit and size > 1 and is_unit(last.text)
        return closed and promises(words[size].text)

    def _cells(self, first: Sequence[Piece], at: int, counted: Path) -> Cells | None:
        """As many values as there are columns, the `first` one's words among them, and the attribute that closes them."""
        values = [join(first)] if first else []
        while len(values) < self.shape.values:
            if self._kind(at) in CELLS:
                values.append(self.parts[at])
                at += 1
                continue
            run = self._words(at, counted) if self.shape.attribute else []
            if not run or not promises(run[0].text):
                return None
            values.append(join(run))
            at += len(run)
        closed = self.shape.attribute and self._kind(at) is Kind.ATTRIBUTE
        attribute = self.parts[at] if closed else None
        if not closed and self.shape.attribute and any(value.kind is Kind.WORDS for value in values):
            return None
        at += closed
        if stand_apart([*values, attribute] if attribute else values):
            return None
        lost = not closed and self._is_serial(values[-1], counted) and serial_at(self.parts, at, counted) is None
        return Cells(tuple(values), attribute, at) if self._begins(at, counted) and not lost else None

    def _is_serial(self, value: Piece, counted: Path) -> bool:
        """Whether a value may be the next row's list number, so that one of this row's is lost."""
        path = path_of(value.text) if self.shape.serial else None
        return path is not None and follows(counted, path)

    def _block(self, serial: Piece | None, ahead: tuple[Piece, ...], words: Sequence[Piece], at: int,
               counted: Path) -> Parsed | None:
        """Rows whose labels all stand before the values of all, as where a merged cell stands beside them."""
        labels = self.labels.several(words) if self.shape.attribute else None
        if not labels or serial and len(ahead) < len(labels) - 1:
            return None
        numbers = [serial, *ahead] if serial else [None] * len(labels)
        rows: list[Row] = []
        for number, label in zip(numbers, labels):
            end = at + self.shape.values
            values = tuple(self.parts[at:end])
            if self._kind(end) is not Kind.ATTRIBUTE or any(value.kind not in CELLS for value in values):
                return None
            rows += _rows(number, label, None, Cells(values, self.parts[end], end + 1))
            at = end + 1
        last = numbers[len(labels) - 1]
        counted = _counted(last, counted)
        return Parsed(rows, at, counted, ahead[len(labels) - 1:]) if self._begins(at, counted) else None


def _counted(number: Piece | None, counted: Path) -> Path:
    """The last list number; （三） over 15 counts by itself."""
    return path_of(number.text) if number and not (counted and number.kind is Kind.WORDS) else counted


def _rows(serial: Piece | None, label: Label, unit: Piece | None, cells: Cells) -> list[Row]:
    """A row below its parents; the list number is that of the first of them."""
    parents = [Row(label=parent) for parent in label.parents]
    row = Row(None, label.group, label.label, unit, cells.values, cells.attribute)
    (parents or [row])[0].serial = serial
    return [*parents, row]
