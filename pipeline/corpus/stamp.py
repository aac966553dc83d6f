"""What came of a plan, and the stamp beside its output that tells whether it has to be read again."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path

from pipeline.corpus.jobs import Job
from pipeline.knowledge import HOME
from pipeline.read import FAULTS, hash_of
from pipeline.records import Plan, PlanWarning
from pipeline.validate import FOLDERS

STAMP = ".stamp"
WRITTEN = ("plan.json", "records.csv", "text.md", "unread.csv")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one plan. `error` is the message where nothing was written; `fresh` False where nothing was to do.

    `read` counts printed sentences, `reasons` the numbers without a record, `complaints` are the checks that fail.
    """

    name: str
    fresh: bool = True
    seconds: float = 0.0
    read: int = 0
    repeated: int = 0
    targets: int = 0
    results: int = 0
    unread: int = 0
    reasons: dict[str, int] = field(default_factory=dict)
    checks: int = 0
    complaints: tuple[str, ...] = ()
    warnings: tuple[PlanWarning, ...] = ()
    error: str | None = None

    @property
    def failed(self) -> bool:
        """Whether a file of the plan was not read whole, or the plan not written."""
        return self.error is not None or any(warning.code in FAULTS for warning in self.warnings)


def outcome_of(plan: Plan, seconds: float) -> Outcome:
    """The outcome of a plan that was read and written in `seconds`."""
    places = sum(len(block.places) for block in plan.blocks)
    return Outcome(
        name=plan.document.id,
        seconds=round(seconds, 3),
        read=places,
        repeated=places - len(plan.blocks),
        targets=len(plan.targets),
        results=len(plan.results),
        unread=len(plan.unread),
        reasons=dict(sorted(Counter(number.reason for number in plan.unread).items())),
        checks=len(plan.checks),
        complaints=tuple(check.message for check in plan.checks if not check.ok),
        warnings=plan.warnings,
    )


@cache
def code_digest() -> str:
    """One hash of everything that decides the output beside the documents: code, rules, lexicons and schemas."""
    files = [path for pattern in ("**/*.py", "rules/*.toml", "lexicon/*.csv") for path in HOME.glob(pattern)]
    files += [path for folder in FOLDERS for path in folder.glob("*.json")]
    digest = sha256()
    for path in sorted(files):
        digest.update(f"{path.name}\0{hash_of(path)}\n".encode())
    return digest.hexdigest()


def _state(job: Job, folder: Path) -> dict[str, object]:
    """What must be the same for an output to be kept: the code, the sources and the files written from them."""
    return {"code": code_digest(), "sources": {path.name: hash_of(path) for path in job.files},
            "written": {name: hash_of(folder / name) for name in WRITTEN}}


def write_stamp(job: Job, folder: Path, outcome: Outcome) -> None:
    """Note beside the output what it was made from."""
    files = [str(path.resolve()) for path in job.files]
    stamp = {"state": _state(job, folder), "outcome": asdict(outcome), "files": files}
    (folder / STAMP).write_text(json.dumps(stamp, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read_stamp(job: Job, folder: Path) -> Outcome | None:
    """The former outcome where nothing has changed since; None where the plan has to be read (again)."""
    try:
        stamp = json.loads((folder / STAMP).read_text(encoding="utf-8"))
        if stamp["state"] != _state(job, folder):
            return None
        former = stamp["outcome"]
        former["warnings"] = tuple(PlanWarning(**warning) for warning in former["warnings"])
        return Outcome(**{**former, "complaints": tuple(former["complaints"]), "fresh": False})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def left_over(out: Path) -> list[Path]:
    """The folders below `out` with the output of a plan of which no file is there any more."""
    return [stamp.parent for stamp in sorted(out.glob(f"*/{STAMP}")) if not any(Path(file).exists() for file in _files(stamp))]


def _files(stamp: Path) -> list[str]:
    """The files that an output was made from; the stamp itself where it does not say."""
    try:
        return [str(file) for file in json.loads(stamp.read_text(encoding="utf-8"))["files"]]
    except (OSError, ValueError, KeyError, TypeError):
        return [str(stamp)]
