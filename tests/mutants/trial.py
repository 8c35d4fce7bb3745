"""Whether the tests notice a mutant: it takes a function's place in a copy of this process, and they run.

The tests are collected once. Each mutant lives in a fork of that process, so that nothing is imported again, and
none can spoil the next. First the tests run as they are: once watched, to know which functions each of them enters,
and once exactly as they will run against mutants, to know that they pass and how long they take.
"""

import ast
import functools
import gc
import importlib.abc
import importlib.util
import os
import pickle
import resource
import selectors
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import CodeType, FrameType, FunctionType, ModuleType

import pytest
from _pytest.runner import runtestprotocol

from tests.mutants.changes import Mutant, mutated

TOP = Path(__file__).parents[2]
SECONDS = 3.0
"""Of processor time that a test may take beyond ten times its own before it is stopped."""
MEMORY = 4 * 1024**3
"""Bytes that a process may take."""


class Fate(StrEnum):
    """What became of a mutant."""

    KILLED = "killed"
    STOPPED = "stopped"
    """It ran on, or died: a test would never have ended, or not passed."""
    SURVIVED = "survived"
    UNSEEN = "unseen"
    """No test enters the function."""


@dataclass
class Survey:
    """What the tests do as long as nothing is changed."""

    entered: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    """The functions, as file and name, that each test enters; by the test's id."""
    seconds: dict[str, float] = field(default_factory=dict)
    """Of processor time, by the test's id."""

    def of_function(self, file: str, function: str) -> list[str]:
        """The tests that enter a function, the shortest first."""
        return self._sorted(test for test, entered in self.entered.items() if (file, function) in entered)

    def of_files(self, files: Iterable[str]) -> list[str]:
        """The tests that enter any function of these files, the shortest first; then those that could notice as well.

        A test that reads a constant, or goes through an enumeration, enters no function: so all are asked that stand
        beside one that does, or in a file that imports one of these.
        """
        wanted = set(files)
        entering = {test for test, entered in self.entered.items() if wanted & {file for file, _ in entered}}
        rooms = {_room(test) for test in entering} | {
            room for room in map(_room, self.entered) if wanted & imported_by(room)
        }
        beside = {test for test in self.entered if _room(test) in rooms} - entering
        return [*self._sorted(entering), *self._sorted(beside)]

    def _sorted(self, tests: Iterable[str]) -> list[str]:
        return sorted((test for test in tests if test in self.seconds), key=lambda test: self.seconds[test])


def _room(test: str) -> str:
    """The file that a test stands in."""
    return test.split("::")[0]


@functools.cache
def imported_by(file: str) -> frozenset[str]:
    """The files of the modules that *file* takes something from."""
    tree = ast.parse((TOP / file).read_text(encoding="utf-8"))
    return frozenset(
        node.module.replace(".", "/") + ".py"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
    )


# In a process that has collected the tests


class Trials:
    """The plugin that runs mutants in place of the tests."""

    def __init__(self, todo: Sequence[Mutant], slowest: float, until: float, told: Callable[[Mutant, Fate], None]):
        self.todo, self.slowest, self.until, self.told = todo, slowest, until, told
        self.survey = Survey()

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Survey, then every mutant in a fork of its own."""
        items = {item.nodeid: item for item in session.items}
        files = {mutant.file for mutant in self.todo}
        gc.collect()
        gc.freeze()
        self.survey.entered = _answer(lambda: _watched(items, files, 4 * self.slowest))
        quick = {test: items[test] for test in self.survey.entered}
        self.survey.seconds = _answer(lambda: _timed(quick, self.slowest))
        live = _functions_of(files)
        jobs = (
            (mutant, self._trial(mutant, items, live))
            for mutant in self.todo
            if mutant.function and time.monotonic() < self.until
        )
        for mutant, fate in _side_by_side(jobs):
            self.told(mutant, fate)
        return True

    def _trial(
        self, mutant: Mutant, items: dict[str, pytest.Item], live: dict[tuple[str, str], list[FunctionType]]
    ) -> Callable[[], Fate]:
        tests = self.survey.of_function(mutant.file, mutant.function)
        functions = live.get((mutant.file, mutant.function), [])

        def run() -> Fate:
            if not tests or not functions:
                return Fate.UNSEEN
            put_in_place(mutant, functions)
            for test in tests:
                _limit(self.survey.seconds[test])
                if not _passes(items[test]):
                    return Fate.KILLED
            return Fate.SURVIVED

        return run


def put_in_place(mutant: Mutant, functions: Sequence[FunctionType]) -> None:
    """Give *functions* the code that the mutant has for them; what was remembered of the old one is forgotten."""
    path = TOP / mutant.file
    module = compile(mutated(path.read_text(encoding="utf-8"), mutant.number), str(path), "exec", dont_inherit=True)
    for function in functions:
        old = function.__code__
        function.__code__ = next(
            code
            for code in _codes(module)
            if (code.co_qualname, code.co_firstlineno) == (old.co_qualname, old.co_firstlineno)
        )
    for one in gc.get_objects():
        if isinstance(one, functools._lru_cache_wrapper):
            one.cache_clear()


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def _functions_of(files: set[str]) -> dict[tuple[str, str], list[FunctionType]]:
    gc.unfreeze()  # what is frozen is not listed
    found: dict[tuple[str, str], list[FunctionType]] = {}
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and "<locals>" not in one.__code__.co_qualname:
            file = _within(one.__code__.co_filename)
            if file in files:
                found.setdefault((file, one.__code__.co_qualname), []).append(one)
    gc.freeze()
    return found


@functools.cache
def _within(filename: str) -> str:
    path = Path(filename)
    return str(path.relative_to(TOP)) if path.is_relative_to(TOP) else filename


def _watched(items: dict[str, pytest.Item], files: set[str], slowest: float) -> dict[str, set[tuple[str, str]]]:
    entered: dict[str, set[tuple[str, str]]] = {}
    for test, item in items.items():
        codes: set[CodeType] = set()

        def enter(frame: FrameType, _event: str, _argument: object, codes: set[CodeType] = codes) -> None:
            codes.add(frame.f_code)

        sys.settrace(enter)
        is_quick = _passes_within(slowest, item)
        sys.settrace(None)
        if is_quick:
            found = {(_within(code.co_filename), code.co_qualname.split(".<locals>")[0]) for code in codes}
            entered[test] = {(file, function) for file, function in found if file in files}
    return entered


def _timed(items: dict[str, pytest.Item], slowest: float) -> dict[str, float]:
    seconds: dict[str, float] = {}
    for test, item in items.items():
        before = time.process_time()
        if _passes_within(slowest, item):
            seconds[test] = time.process_time() - before
    return seconds


def _passes_within(seconds: float, item: pytest.Item) -> bool:
    """Whether a test ends in time; one that does and fails is a reason not to begin."""
    late = []

    def interrupt(_signal: int, _frame: FrameType | None) -> None:
        late.append(True)
        raise TimeoutError

    signal.signal(signal.SIGVTALRM, interrupt)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    passed = _passes(item)
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    if not passed and not late:
        raise AssertionError(f"{item.nodeid} fails while nothing is changed")
    return passed


def _passes(item: pytest.Item) -> bool:
    reports = runtestprotocol(item, log=False, nextitem=None)
    return not any(report.failed for report in reports)


# In a process that has imported nothing of ours


class _Mutated(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports one module as its mutant has it."""

    def __init__(self, mutant: Mutant) -> None:
        self.path = TOP / mutant.file
        self.name = mutant.file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        self.tree: ast.Module = mutated(self.path.read_text(encoding="utf-8"), mutant.number)

    def find_spec(self, fullname: str, _path: object, _target: object = None) -> importlib.machinery.ModuleSpec | None:
        """The module that is mutated, and no other."""
        if fullname != self.name:
            return None
        is_package = self.path.name == "__init__.py"
        return importlib.util.spec_from_file_location(
            fullname, self.path, loader=self, submodule_search_locations=[str(self.path.parent)] if is_package else None
        )

    def exec_module(self, module: ModuleType) -> None:
        """Run the mutant."""
        exec(compile(self.tree, str(self.path), "exec", dont_inherit=True), module.__dict__)  # noqa: S102 - a module of our own


def imported_anew(mutant: Mutant, survey: Survey, tests: list[str]) -> Fate:
    """What becomes of a mutant whose module is imported as it is changed, in this process."""
    if not tests:
        return Fate.UNSEEN
    sys.meta_path.insert(0, _Mutated(mutant))
    _limit(sum(survey.seconds[test] for test in tests) + 10)
    sys.stdout = sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - for the life of this process
    order = {test: at for at, test in enumerate(tests)}

    class ShortestFirst:
        def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
            items[:] = sorted((item for item in items if item.nodeid in order), key=lambda item: order[item.nodeid])

    files = sorted({_room(test) for test in tests})
    code = pytest.main(["-x", "-q", "-p", "no:cacheprovider", "--no-header", *files], plugins=[ShortestFirst()])
    return Fate.SURVIVED if code == pytest.ExitCode.OK else Fate.KILLED


def side_by_side(jobs: Iterable[tuple[Mutant, Callable[[], Fate]]]) -> Iterator[tuple[Mutant, Fate]]:
    """The fates of mutants, each tried in a fork of this process."""
    return _side_by_side(jobs)


# Forks


def _limit(seconds: float) -> None:
    signal.signal(signal.SIGVTALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_VIRTUAL, 10 * seconds + SECONDS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _fork(work: Callable[[], object]) -> tuple[int, int]:
    """The process that does *work*, and the pipe through which its outcome comes."""
    reader, writer = os.pipe()
    process = os.fork()
    if process:
        os.close(writer)
        return process, reader
    try:
        outcome = pickle.dumps(work())
        with os.fdopen(writer, "wb") as pipe:
            pipe.write(outcome)
        os._exit(0)
    except BaseException as error:  # noqa: BLE001 - told by the parent
        os.write(2, f"{error!r}\n".encode())
        os._exit(1)


def _answer(work: Callable[[], object]) -> dict:  # type: ignore[type-arg]
    process, reader = _fork(work)
    with os.fdopen(reader, "rb") as pipe:
        said = pipe.read()
    os.waitpid(process, 0)
    if not said:
        raise SystemExit("The tests do not pass as they are.")
    return pickle.loads(said)  # type: ignore[no-any-return]  # noqa: S301 - from our own fork


def _side_by_side(jobs: Iterable[tuple[Mutant, Callable[[], Fate]]]) -> Iterator[tuple[Mutant, Fate]]:
    """As many at once as there are processors."""
    running = selectors.DefaultSelector()
    waiting = iter(jobs)
    more = True
    while more or running.get_map():
        while more and len(running.get_map()) < (os.cpu_count() or 1):
            job = next(waiting, None)
            if job is None:
                more = False
                break
            process, reader = _fork(job[1])
            running.register(reader, selectors.EVENT_READ, (job[0], process))
        for key, _ in running.select() if running.get_map() else ():
            running.unregister(key.fd)
            mutant, process = key.data
            with os.fdopen(key.fd, "rb") as pipe:
                said = pipe.read()
            os.waitpid(process, 0)
            yield mutant, pickle.loads(said) if said else Fate.STOPPED  # noqa: S301 - from our own fork
