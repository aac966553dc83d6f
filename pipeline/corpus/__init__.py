"""Many plans: only what changed is read, several at once, and one plan's misfortune does not stop the others."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from pipeline.corpus.jobs import CorpusError, Job, collect, find_plans, job_of
from pipeline.corpus.stamp import Outcome, left_over, outcome_of, read_stamp, write_stamp
from pipeline.extraction import extract_plan
from pipeline.knowledge import KnowledgeError, knowledge
from pipeline.printed import Printed, print_plan
from pipeline.validate import ContractError, SchemaError, validate, validator
from pipeline.write import write_plan

__all__ = ["CorpusError", "Job", "Outcome", "collect", "find_plans", "job_of", "left_over", "plan_at", "read_output", "run"]


def run(jobs: list[Job], out: Path, workers: int = 1, progress: Callable[[Outcome, int], None] = lambda *_: None,
        again: bool = False) -> list[Outcome]:
    """Read what has changed since it was written into `out/<plan>/`; the outcomes in the order of `jobs`.

    `progress(outcome, count)` is called as plans are done. Raises where the set-up is wrong, never for a document.
    """
    check_writable(out)
    outcomes: dict[str, Outcome] = {}

    def done(outcome: Outcome) -> None:
        outcomes[outcome.name] = outcome
        progress(outcome, len(outcomes))

    todo = []
    for job in jobs:
        former = None if again else read_stamp(job, out / job.name)
        done(former) if former else todo.append(job)
    for outcome in _work(todo, out, min(workers, len(todo))):
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


def _work(jobs: list[Job], out: Path, workers: int) -> Iterator[Outcome]:
    if workers < 2:
        yield from (extract_job(job, out) for job in jobs)
        return
    knowledge(), validator("plan")  # loaded before the processes part: a fault is told once, and they share it
    left = {job.name: job for job in jobs}
    try:
        with ProcessPoolExecutor(workers) as pool:
            for future in as_completed([pool.submit(extract_job, job, out) for job in jobs]):
                outcome = future.result()
                del left[outcome.name]
                yield outcome
    except BrokenProcessPool:  # a worker was killed (memory, a fault in a library): find out by which plan
        yield from (_alone(job, out) for job in left.values())


def _alone(job: Job, out: Path) -> Outcome:
    try:
        with ProcessPoolExecutor(1) as pool:
            return pool.submit(extract_job, job, out).result()
    except BrokenProcessPool:
        return Outcome(job.name, error="the process that read it was killed (out of memory?); look at its files")


def extract_job(job: Job, out: Path) -> Outcome:
    """Read and write one plan. Whatever goes wrong with it is its outcome; a wrong set-up is an exception."""
    started = time.perf_counter()
    try:
        plan = extract_plan(job.name, job.files)
        write_plan(plan, out / job.name)
        outcome = outcome_of(plan, time.perf_counter() - started)
        write_stamp(job, out / job.name, outcome)
        return outcome
    except (KnowledgeError, SchemaError):
        raise
    except ContractError as error:
        message = f"nothing was written: {error}"
    except OSError as error:
        message = f"{error.filename or out / job.name} cannot be written ({error.strerror}); check its rights and the disk"
    except Exception as error:  # a fault of ours shows on one plan; the others must still be done
        message = f"nothing was written: a fault in the program, {type(error).__name__}: {error}; please report it"
    return Outcome(job.name, seconds=time.perf_counter() - started, error=message)


def plan_at(path: Path) -> Printed:
    """The printed plan at `path`: a plan.json or the folder that one was written into; else the document there, read now.

    Raises `CorpusError` where there is not exactly one plan, or it cannot be read.
    """
    if path.suffix.lower() == ".json" or (path / "plan.json").is_file():
        return read_output(path)
    jobs = find_plans(path)
    if len(jobs) != 1:
        raise CorpusError(f"{path} holds {len(jobs) or 'no'} plans; name one plan")
    plan = extract_plan(jobs[0].name, jobs[0].files)
    outcome = outcome_of(plan, 0.0)
    if outcome.failed:
        raise CorpusError(f"{path} was not read whole: {'; '.join(warning.message for warning in plan.warnings[:3])}")
    return print_plan(plan)


def read_output(place: Path) -> Printed:
    """The plan.json at `place` or in the folder `place`, checked against its schema."""
    path = place if place.is_file() or place.suffix.lower() == ".json" else place / "plan.json"
    try:
        printed = json.loads(path.read_text(encoding="utf-8"))
        validate(printed)
    except OSError as error:
        raise CorpusError(f"{path} cannot be read ({error.strerror}); extract the plan into {path.parent.parent} first") from error
    except (ValueError, RecursionError, ContractError) as error:
        raise CorpusError(f"{path} is no plan of this version ({error}); extract it again") from error
    return printed
