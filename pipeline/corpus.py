"""Many plans: which files are plans, what has to be done again, several at once, and what came of it."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import file_digest, sha256
from pathlib import Path

from pipeline.extract import extract_plan
from pipeline.knowledge import HOME, KnowledgeError
from pipeline.read import FAULTS
from pipeline.records import Plan, PlanWarning
from pipeline.validate import FOLDERS, ContractError, SchemaError
from pipeline.write import write_plan

STAMP = ".stamp"
WRITTEN = ("plan.json", "records.csv", "text.md", "unread.csv")
OTHER_SYSTEMS = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini"})


class CorpusError(Exception):
    """A path of the command line cannot be used; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class Job:
    """One plan: its name and its files, the main one first."""

    name: str
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one plan. `error` is the message where nothing was written; `fresh` False where nothing was to do."""

    name: str
    fresh: bool = True
    seconds: float = 0.0
    read: int = 0
    repeated: int = 0
    targets: int = 0
    results: int = 0
    unread: int = 0
    checks: int = 0
    broken: int = 0
    warnings: tuple[PlanWarning, ...] = ()
    error: str | None = None

    @property
    def failed(self) -> bool:
        """Whether a file of the plan was not read whole, or the plan not written."""
        return self.error is not None or any(warning.code in FAULTS for warning in self.warnings)


def find_plans(path: Path) -> list[Job]:
    """The plans at `path`: a file is one; a folder with a `plan.*` in it is one, with its annexes; in any other folder
    each file and each folder is one. Hidden files are no documents.
    """
    if not path.exists():
        raise CorpusError(f"{path}: there is no such file or folder; check the path")
    if path.is_file():
        return [Job(path.parent.name if path.stem == "plan" and path.parent.name else path.stem, (path,))]
    try:
        inside = _visible(path)
        if any(file.stem == "plan" and file.is_file() for file in inside):
            return [_folder_plan(path)]
        return [_folder_plan(item) if item.is_dir() else Job(item.stem, (item,)) for item in inside
                if not item.is_dir() or _documents(item)]
    except OSError as error:
        raise CorpusError(f"{path} cannot be read ({error.strerror}); check its rights") from error


def _folder_plan(folder: Path) -> Job:
    return Job(folder.resolve().name, tuple(sorted(_documents(folder), key=_main_first)))


def _main_first(path: Path) -> tuple[bool, bool, str]:
    annex = path.stem.lower().startswith(("annex", "附件", "附表"))
    return path.stem != "plan", annex, path.name


def _documents(folder: Path) -> list[Path]:
    return [path for path in _visible(folder) if path.is_file()]


def _visible(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir()
                  if not path.name.startswith((".", "~$")) and path.name not in OTHER_SYSTEMS)


def collect(paths: Iterable[Path]) -> tuple[list[Job], list[str]]:
    """The plans at all paths, by name, and a message for each path that holds none.

    Two files of one stem take their suffix into their names; two plans that still have one name are an error.
    """
    jobs, messages = [], []
    for path in paths:
        try:
            found = find_plans(path)
            jobs.extend(found)
            if not found:
                messages.append(f"{path} holds no document; put a plan or a folder with a plan into it")
        except CorpusError as error:
            messages.append(str(error))
    jobs = _apart(list({job.files: job for job in jobs}.values()))
    return jobs, messages


def _apart(jobs: list[Job]) -> list[Job]:
    names = [job.name for job in jobs]
    jobs = [Job(job.files[0].name, job.files) if names.count(job.name) > 1 and len(job.files) == 1 else job for job in jobs]
    by_name: dict[str, Job] = {}
    for job in sorted(jobs, key=lambda job: (job.name, job.files)):
        if job.name in by_name:
            raise CorpusError(f"{job.files[0]} and {by_name[job.name].files[0]} would both be written as {job.name}; "
                              "extract them into different folders")
        by_name[job.name] = job
    return list(by_name.values())


def run(jobs: list[Job], out: Path, workers: int = 1, progress: Callable[[Outcome, int], None] = lambda *_: None,
        again: bool = False) -> list[Outcome]:
    """Extract what has changed since it was written into `out/<plan>/`; the outcomes in the order of `jobs`."""
    check_writable(out)
    code = code_digest()
    outcomes: dict[str, Outcome] = {}

    def done(outcome: Outcome) -> None:
        outcomes[outcome.name] = outcome
        progress(outcome, len(outcomes))

    todo = []
    for job in jobs:
        former = None if again else read_stamp(job, out / job.name, code)
        done(former) if former else todo.append(job)
    for outcome in _work(todo, out, code, min(workers, len(todo))):
        done(outcome)
    return [outcomes[job.name] for job in jobs]


def check_writable(out: Path) -> None:
    """Raise `CorpusError` where nothing can be written into `out`, before any work is done for nothing."""
    probe = out / f".probe.{os.getpid()}"
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise CorpusError(f"{out} cannot be written ({error.strerror}); give another folder with -o") from error


def _work(jobs: list[Job], out: Path, code: str, workers: int) -> Iterator[Outcome]:
    if workers < 2:
        yield from (extract_job(job, out, code) for job in jobs)
        return
    left = {job.name: job for job in jobs}
    try:
        with ProcessPoolExecutor(workers) as pool:
            for future in as_completed([pool.submit(extract_job, job, out, code) for job in jobs]):
                outcome = future.result()
                del left[outcome.name]
                yield outcome
    except BrokenProcessPool:  # a worker was killed (memory, a fault in a library): find out by which plan
        yield from (_alone(job, out, code) for job in left.values())


def _alone(job: Job, out: Path, code: str) -> Outcome:
    try:
        with ProcessPoolExecutor(1) as pool:
            return pool.submit(extract_job, job, out, code).result()
    except BrokenProcessPool:
        return Outcome(job.name, error="the process that read it was killed (out of memory?); look at its files")


def extract_job(job: Job, out: Path, code: str) -> Outcome:
    """Read and write one plan. Whatever goes wrong with it is its outcome; a wrong set-up is an exception."""
    started = time.perf_counter()
    try:
        plan = extract_plan(job.name, job.files)
        write_plan(plan, out / job.name)
        outcome = summarise(plan, time.perf_counter() - started)
        write_stamp(job, out / job.name, code, outcome)
        return outcome
    except (KnowledgeError, SchemaError):
        raise
    except ContractError as error:
        message = f"nothing was written: {error}"
    except OSError as error:
        message = f"{error.filename or out / job.name} cannot be written ({error.strerror}); check its rights and the disk"
    except Exception as error:  # one plan's misfortune must not stop the others
        message = f"nothing was written: a fault in the program, {type(error).__name__}: {error}; please report it"
    return Outcome(job.name, seconds=time.perf_counter() - started, error=message)


def summarise(plan: Plan, seconds: float) -> Outcome:
    places = sum(len(block.places) for block in plan.blocks)
    return Outcome(plan.document.id, True, round(seconds, 3), places, places - len(plan.blocks), len(plan.targets),
                   len(plan.results), len(plan.unread), len(plan.checks), sum(not check.ok for check in plan.checks),
                   plan.warnings)


@cache
def code_digest() -> str:
    """One hash of everything that decides the output beside the documents: code, rules, lexicons and schemas."""
    files = [path for pattern in ("**/*.py", "rules/*.toml", "lexicon/*.csv") for path in HOME.glob(pattern)]
    files += [path for folder in FOLDERS for path in folder.glob("*.json")]
    digest = sha256()
    for path in sorted(files):
        digest.update(f"{path.name}\0{_digest(path)}\n".encode())
    return digest.hexdigest()


def _digest(path: Path) -> str:
    with path.open("rb") as handle:
        return file_digest(handle, "sha256").hexdigest()


def _state(job: Job, folder: Path, code: str) -> dict[str, object]:
    """What must be the same for an output to be kept: the code, the sources and the files written from them."""
    return {"code": code, "sources": {path.name: _digest(path) for path in job.files},
            "written": {name: _digest(folder / name) for name in WRITTEN}}


def write_stamp(job: Job, folder: Path, code: str, outcome: Outcome) -> None:
    stamp = {"state": _state(job, folder, code), "outcome": asdict(outcome)}
    (folder / STAMP).write_text(json.dumps(stamp, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read_stamp(job: Job, folder: Path, code: str) -> Outcome | None:
    """The former outcome where nothing has changed since; None where the plan has to be read (again)."""
    try:
        stamp = json.loads((folder / STAMP).read_text(encoding="utf-8"))
        if stamp["state"] != _state(job, folder, code):
            return None
        warnings = tuple(PlanWarning(**warning) for warning in stamp["outcome"].pop("warnings"))
        return Outcome(**{**stamp["outcome"], "fresh": False}, warnings=warnings)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
