"""Tables printed as the lines of a PDF's text layer, in the many ways its pages do; made from grids by the tests.

A grid has one row of headings, or two, and merged cells. `lines_of` prints it; what is not said in `Way` stays as in the grid.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.grid.plain.pieces import width
from pipeline.records import Period, Region, Table
from pipeline.tables import TableContext

HOME = Path(__file__).parent / "tables"
REAL = ("464", "67", "125", "146", "149", "213", "404")
PERIOD = TableContext(Region("陕西省", "610000"), Period(2021, 2025), 2021, "陕西省“十四五”能源规划")
MADE = {  # values are made up
    "units": (1, (), """指标|单位|2020年|2025年|年均增速|属性
能源消费总量|万吨标准煤|6762|8050|3.6%|预期性
煤炭消费量占能源消费总量的比重|%|73.1|≤66|—|约束性
非化石能源占能源消费总量的比重|%|11.2|≥18|—|约束性
全社会用电量|亿千瓦时|1741|2300左右|5.7%|预期性
电力装机容量|万千瓦|7385|13600|13%|预期性
可再生能源发电装机容量|万千瓦|2395|6500|22.1%|预期性
天然气产量|亿立方米|527|360|-7.3%|预期性
单位地区生产总值二氧化碳排放降低|%|—|完成国家下达任务|—|约束性
农村生活垃圾无害化处理率|%|90.3|95|—|预期性"""),
    "groups": (1, ((1, 0, 3, 1), (4, 0, 4, 1), (8, 0, 2, 1)), """类别|序号|指标|单位|2020年现状值|2025年目标值|属性
资源节约|1|规模以上工业用水重复利用率|%|91.5|94|预期性
资源节约|2|农田灌溉水有效利用系数|—|0.579|0.6|预期性
资源节约|3|一般工业固体废物综合利用率|%|52.9|60以上|预期性
污染治理水平提高|4|城市生活污水集中收集率|%|70.2|[15]|预期性
污染治理水平提高|5|城镇新建绿色建筑面积|万平方米|1520|3100|约束性
污染治理水平提高|6|危险废物处置能力|万吨/年|107|≥150|预期性
污染治理水平提高|7|化学需氧量重点工程减排量|吨|—|[28100]|约束性
生态保护|8|森林蓄积量|亿立方米|5.58|6.2|约束性
生态保护|9|湿地保护率|%|≤52|55|预期性"""),
    "pairs": (2, ((0, 0, 2, 1), (0, 1, 1, 2), (0, 3, 1, 2), (0, 5, 2, 1)), """指标|2020年|2020年|2025年|2025年|属性
指标|装机（万千瓦）|占比（%）|装机（万千瓦）|占比（%）|属性
煤电|4583|62.1|6200|45.6|预期性
燃气发电|66|0.9|260|1.9|预期性
常规水电|390|5.3|410|3|预期性
风电|892|12.1|2500|18.4|预期性
光伏发电|1089|14.7|3900|28.7|预期性
生物质发电|50|0.7|90|0.7|预期性"""),
    "shares": (2, ((0, 0, 2, 1), (0, 1, 1, 2), (0, 3, 1, 2)), """指标|2020年|2020年|2025年|2025年
指标|数值|占比|数值|占比
一次能源消费总量（万吨标准煤）|13900|100|15800|100
非化石能源（万吨标准煤）|1350|9.7|2600|16.5
石油制品（万吨标准煤）|1180|8.5|1310|8.3"""),
    "goals": (2, ((0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 2, 1), (0, 3, 1, 2), (0, 5, 2, 1)), """指标|单位|2020年|2025年|2025年|属性
指标|单位|2020年|目标|年均增速（%）|属性
新型储能装机容量|万千瓦|4|200|118.7|预期性
电动汽车充电桩数量|万个|4.5|35|50.7|预期性
煤层气利用量|亿立方米|1.1|3|22.2|预期性
跨省跨区外送电量|亿千瓦时|513|900|11.9|预期性
居民人均生活用电量|千瓦时|853|1150|6.2|预期性"""),
    "review": (1, (), """指标|单位|2015年|规划目标|2020年实际|完成情况
新建建筑节能标准执行率|%|98|100|100|完成
城市公共供水管网漏损率|%|12.8|10|9.6|完成
原油加工量|万吨|1890|2100|1847|未完成
污泥无害化处置率|%|68|90|92.4|完成
公共机构人均用水量|立方米|28.5|24.2|23.1|完成"""),
    "plain": (1, (), """指标名称|2020年|2025年
再生水利用率（%）|21.3|25
单位国内生产总值能源消耗降低（%）|16.8|13.5
公共机构单位建筑面积能耗（千克标准煤/平方米）|6.92|6.57
农作物秸秆综合利用率（%）|94.1|≥95
新能源汽车保有量（万辆）|18.3|80
主要资源产出率提高（%）|[26]|[20]"""),
}


@dataclass(frozen=True)
class Grid:
    """One printed table: `rows` with `head` rows of headings and merged cells `(row, column, height, width)`."""

    name: str
    caption: str
    rows: tuple[tuple[str, ...], ...]
    head: int
    merges: tuple[tuple[int, int, int, int], ...]
    notes: tuple[str, ...]
    context: TableContext

    def table(self) -> Table:
        return Table("t1", "made.docx", self.caption, None, self.head, self.rows, 0, self.notes, self.merges)


@dataclass(frozen=True)
class Way:
    """How a page prints a table. `cells`: "line" one below the other, "gaps" a row to a line, "spaces" with one space
    between, "glued" with none. `width` of a label's line, `head` of a heading's; `group` before, amid or after its rows."""

    name: str
    cells: str = "line"
    width: int = 40
    head: int = 40
    values_at: str = "top"
    attribute: int = 9
    unit: str = "cell"
    group: str = "before"
    pages: int = 0
    mark: str = "{}"
    lost: int = 0
    blank: str | None = None
    caption: str | None = None
    parent: str | None = None
    parent_at: int = 3
    turned: bool = False


def grids() -> list[Grid]:
    """The real tables that are marked by hand, and made ones of the shapes that those lack."""
    found = []
    for name in REAL:
        data = json.loads((HOME / f"{name}.json").read_text(encoding="utf-8"))
        (table,) = data["tables"]
        period = data["period"] and Period(data["period"]["start"], data["period"]["end"])
        context = TableContext(Region(**data["region"]), period, data["published"], data["title"])
        rows, head, merges = table["rows"], table["header_rows"], [tuple(merge) for merge in table["merges"]]
        if len(set(rows[0])) == 1:
            rows, head = rows[1:], head - 1
            merges = [(r - 1, c, h, w) for r, c, h, w in merges if r]
        found.append(Grid(name, table["caption"], tuple(map(tuple, rows)), head, tuple(merges), tuple(table["notes"]), context))
    for name, (head, merges, text) in MADE.items():
        rows = tuple(tuple(line.split("|")) for line in text.split("\n"))
        found.append(Grid(name, "表2 主要指标", rows, head, merges, ("注：[]内为五年累计数。",), PERIOD))
    return found


def printed(grid: Grid, way: Way) -> list[str]:
    """All lines of the table: caption, headings, rows, notes."""
    heads = list(_heads(grid, way))
    lines = [way.caption or grid.caption, *heads]
    body = range(grid.head, len(grid.rows))
    for count, r in enumerate(body):
        if way.pages and count and count % way.pages == 0:
            lines += [f"— {count} —", "\f" + heads[0], *heads[1:]]
        if way.parent and count == way.parent_at:
            lines.append(way.parent)
        lines += _row(grid, r, way)
    return [*lines, *grid.notes]


def _roles(grid: Grid) -> list[str]:
    roles = []
    for c, text in enumerate(grid.rows[grid.head - 1]):
        role = ("serial" if text == "序号" else "unit" if text == "单位" else
                "attribute" if text in ("属性", "指标属性", "完成情况") else
                "group" if text in ("类别", "指标类别", "领域") else
                "label" if text in ("指标", "指标名称", "指标体系", "县（市）区") else "value")
        roles.append(role)
    labels = [c for c, role in enumerate(roles) if role == "label"]
    if len(labels) > 1:  # one heading over list number, groups and label
        for c in labels:
            roles[c] = "label" if c == labels[-1] else "serial" if c == labels[0] else "group"
    return roles


def _heads(grid: Grid, way: Way) -> Iterator[str]:
    inside = _inside(grid)
    if way.turned:  # column by column
        for c in range(len(grid.rows[0])):
            for r in range(grid.head):
                if (r, c) not in inside:
                    yield from cut(grid.rows[r][c], way.head)
        return
    for r in range(grid.head):
        cells = [(grid.rows[r][c]) for c in range(len(grid.rows[r])) if (r, c) not in inside]
        if way.cells == "line":
            for cell in cells:
                yield from cut(cell, way.head)
        else:
            yield ("  " if way.cells == "gaps" else " ").join(cells)


def _inside(grid: Grid) -> set[tuple[int, int]]:
    return {(r + i, c + j) for r, c, h, w in grid.merges for i in range(h) for j in range(w) if i or j}


def cut(text: str, size: int) -> list[str]:
    """A cell's lines, each as full as its column; digits and Latin letters are half as wide, no line begins with a stop."""
    lines = [""]
    for char in text:
        wide = width(lines[-1] + char) > size and char not in "）)、，%"
        lines[-1:] = [lines[-1], char] if wide and lines[-1] else [lines[-1] + char]
    return lines


def _row(grid: Grid, r: int, way: Way) -> list[str]:
    """One row: the cells before its label, the label's lines, unit, values, attribute."""
    inside, roles = _inside(grid), _roles(grid)
    before, values, label, after = [], [], [], []
    for c, (cell, role) in enumerate(zip(grid.rows[r], roles)):
        top, left, h, wide = next((m for m in grid.merges if m[1] <= c < m[1] + m[3] and m[0] <= r < m[0] + m[2]), (r, c, 1, 1))
        if wide > 1:
            label = _label(cell, way)
            continue
        if role == "group":
            at = {"before": top, "amid": top + h // 2, "after": top + h - 1}[way.group]
            if r == at and cell:
                (after if way.group == "after" else before).append(cell)
            continue
        if (r, c) in inside:
            continue
        if role == "label":
            label = _label(cell, way)
        elif role == "serial":
            before += [cell] if cell else []
        elif role == "unit":
            values.append((role, cell))
        else:
            cell = way.blank if way.blank is not None and cell.strip("—-") == "" else cell
            values.append((role, cell))
    if way.lost and r % way.lost == 0:
        gone = next((k for k, (role, _) in enumerate(values) if role == "value"), None)
        values = [each for k, each in enumerate(values) if k != gone]
    lines = _set(before, label, values, way)
    return [*lines, *after]


def _label(text: str, way: Way) -> list[str]:
    text = way.mark.format(text)
    unit = text.rfind("（")
    if way.unit == "below" and unit > 0 and text.endswith("）"):
        return [*cut(text[:unit], way.width), text[unit:]]
    return cut(text, way.width)


def _set(before: list[str], label: list[str], values: list[tuple[str, str]], way: Way) -> list[str]:
    if way.cells == "line":
        cells = []
        for role, cell in values:
            cells += cut(cell, way.attribute) if role == "attribute" else [cell] if cell else []
        return [*before, *label, *cells]
    cells = [cell for _, cell in values if cell]
    at = {"top": 0, "middle": len(label) // 2, "bottom": len(label) - 1}[way.values_at] if label else 0
    gap = {"gaps": "    ", "spaces": " ", "glued": ""}[way.cells]
    whole = gap.join([*before, *label[at:at + 1], *cells]) if way.cells != "glued" else " ".join(
        [*before, *label[at:at + 1]]) + " " + "".join(cells)
    return [*label[:at], whole, *label[at + 1:]]


FALLS = "表2 能源利用效率提高和排放强度降低主要指标"
WAYS = [
    *(Way(f"lines-{width}", width=width) for width in (8, 10, 12, 16, 40)),
    *(Way(f"lines-{width}-head{head}", width=width, head=head) for width, head in ((12, 2), (12, 3), (16, 4), (40, 5), (40, 6))),
    *(Way(f"lines-{width}-attribute2", width=width, attribute=2) for width in (12, 40)),
    *(Way(f"lines-{width}-unit-below", width=width, unit="below") for width in (10, 16, 40)),
    *(Way(f"lines-{width}-group-{at}", width=width, group=at) for width in (12, 40) for at in ("amid", "after")),
    *(Way(f"lines-{width}-pages", width=width, pages=4) for width in (12, 40)),
    *(Way(f"lines-mark{k}", width=40, mark=mark) for k, mark in enumerate(("{}*", "※{}", "{}①", "【{}】", "#{}", "△{}", "★{}"))),
    *(Way(f"lines-{width}-lost", width=width, lost=3) for width in (12, 40)),
    *(Way(f"lines-{width}-empty", width=width, blank="") for width in (12, 40)),
    Way("lines-dash", blank="—"),
    *(Way(f"lines-{width}-caption-moves", width=width, caption=FALLS) for width in (12, 40)),
    *(Way(f"lines-parent-{k}-{at}", parent=text, parent_at=at) for at in (0, 3)
      for k, text in enumerate(("主要污染物排放总量减少", "节能降耗水平提高", "能源强度降低（%）", "碳排放削减"))),
    *(Way(f"gaps-{width}-{at}", cells="gaps", width=width, values_at=at) for width, at in
      ((8, "top"), (8, "middle"), (12, "top"), (12, "middle"), (12, "bottom"), (16, "middle"), (40, "top"))),
    *(Way(f"gaps-group-{at}", cells="gaps", group=at) for at in ("amid", "after")),
    Way("gaps-lost", cells="gaps", lost=3), Way("gaps-empty", cells="gaps", blank=""),
    Way("gaps-pages", cells="gaps", pages=4), Way("gaps-caption", cells="gaps", caption=FALLS),
    Way("gaps-parent", cells="gaps", parent="主要污染物排放总量减少"),
    *(Way(f"spaces-{width}-{at}", cells="spaces", width=width, values_at=at) for width, at in
      ((8, "top"), (12, "top"), (12, "middle"), (40, "top"))),
    Way("spaces-lost", cells="spaces", lost=3), Way("spaces-empty", cells="spaces", blank=""),
    Way("glued", cells="glued"), Way("lines-heads-turned", turned=True), Way("gaps-heads-turned", cells="gaps", turned=True),
]
