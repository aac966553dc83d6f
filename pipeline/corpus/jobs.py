"""Which files are plans: discovery, names, and the order of a plan's files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

OTHER_SYSTEMS = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini"})
ANNEX = ("annex", "附件", "附表")


class CorpusError(Exception):
    """A path of the command line cannot be used; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class Job:
    """One plan: its name and its files, the main one first."""

    name: str
    files: tuple[Path, ...]


def job_of(path: Path) -> Job:
    """The plan that the file at `path` belongs to: its folder's where the file is a `plan.*`, else the file alone."""
    return _folder_plan(path.parent) if path.stem == "plan" and path.parent.name else Job(path.stem, (path,))


def find_plans(path: Path) -> list[Job]:
    """The plans at `path`: a file is one; a folder with a `plan.*` in it is one, with its annexes; in any other folder
    each file and each folder is one. Hidden files are no documents.
    """
    if path.is_file():
        return [Job(path.parent.resolve().name if path.stem == "plan" else path.stem, (path,))]
    if not path.is_dir():
        raise CorpusError(f"{path}: there is no such file or folder; check the path")
    try:
        inside = _visible(path)
        if any(item.stem == "plan" and item.is_file() for item in inside):
            return [_folder_plan(path)]
        plans = [_folder_plan(item) if item.is_dir() else Job(item.stem, (item,)) for item in inside]
        return [plan for plan in plans if plan.files]
    except OSError as error:
        raise CorpusError(f"{error.filename} cannot be read ({error.strerror}); check its rights") from error


def _folder_plan(folder: Path) -> Job:
    files = [path for path in _visible(folder) if path.is_file()] if folder.is_dir() else []
    return Job(folder.resolve().name, tuple(sorted(files, key=_main_first)))


def _main_first(path: Path) -> tuple[bool, bool, str]:
    return path.stem != "plan", path.stem.lower().startswith(ANNEX), path.name


def _visible(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir()
                  if not path.name.startswith((".", "~$")) and path.name not in OTHER_SYSTEMS)


def collect(paths: Iterable[Path]) -> tuple[list[Job], list[str]]:
    """The plans at all paths, by name, and a message for each path that holds none.

    Files of one stem take their suffix into their names; plans that still have one name are an error.
    """
    jobs: dict[tuple[Path, ...], Job] = {}
    complaints = []
    for path in paths:
        try:
            found = find_plans(path)
            jobs.update((job.files, job) for job in found)
            if not found:
                complaints.append(f"{path} holds no document; put a plan or a folder with a plan into it")
        except CorpusError as error:
            complaints.append(str(error))
    return _apart(list(jobs.values())), complaints


def _apart(jobs: list[Job]) -> list[Job]:
    names = [job.name for job in jobs]
    jobs = [Job(job.files[0].name, job.files) if names.count(job.name) > 1 and job.files[0].stem == job.name else job
            for job in jobs]
    by_name: dict[str, Job] = {}
    for job in sorted(jobs, key=lambda job: (job.name, job.files)):
        if job.name in by_name:
            raise CorpusError(f"{job.files[0]} and {by_name[job.name].files[0]} would both be written as {job.name}; "
                              "extract them into different folders")
        by_name[job.name] = job
    return list(by_name.values())
