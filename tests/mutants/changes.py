"""Small changes to a module, each of them a mistake that some test should notice."""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef

_COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
_REACHED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.Pow: ast.Mult,
}
_CALLED = {"min": "max", "max": "min", "any": "all", "all": "any"}
_FOR_PEOPLE = ("N_", "_", "counted", "forms", "Message")
"""What is given to these is worded for people; tests/test_messages.py and the catalogues look after it."""
_ONLY_CHECKED = ("strict",)
"""Arguments that change nothing but what a mistake of the program looks like."""
_NO_CODE = ("assert_never", "TypeVar", "TypeAlias", "dataclass")
"""Nothing that a run could notice."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change to one module."""

    file: str
    function: str
    """The outermost function or method around it, as `Class.name`; nothing where there is none."""
    line: int
    column: int
    what: str
    number: int
    """Its position among the changes that the node offers, in the order in which `mutants` finds them."""

    @property
    def name(self) -> str:
        """How it is told of, and known again when lines have moved."""
        return f"{self.file}: {self.function or '(module)'}: {self.what}"


def mutants(source: str, file: str) -> list[Mutant]:
    """Every change that is tried on *source*."""
    tree = ast.parse(source)
    places = _functions(tree)
    return [
        Mutant(file, places.get(id(node), ""), node.lineno, node.col_offset + 1, what, number)
        for number, (node, what, _) in enumerate(_changes(tree))
    ]


def mutated(source: str, number: int) -> ast.Module:
    """*source* with that change alone."""
    tree = ast.parse(source)
    _, _, change = next(one for at, one in enumerate(_changes(tree)) if at == number)
    change()
    return ast.fix_missing_locations(tree)


def _functions(tree: ast.Module) -> dict[int, str]:
    """The outermost function around each node of a function's body."""
    found: dict[int, str] = {}

    def look(node: ast.AST, within: str) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.ClassDef):
                look(child, f"{within}{child.name}.")
            elif isinstance(child, Function):
                for statement in child.body:
                    for inner in ast.walk(statement):
                        found[id(inner)] = within + child.name

    look(tree, "")
    return found


class _Change:
    """A change that waits to be made: an attribute, or a place in a list, gets another value."""

    def __init__(self, owner: ast.AST | list[ast.AST], where: str | int, value: object) -> None:
        self.owner, self.where, self.value = owner, where, value

    def __call__(self) -> None:
        if isinstance(self.owner, list):
            self.owner[int(self.where)] = self.value  # type: ignore[call-overload]
        else:
            setattr(self.owner, str(self.where), self.value)


_Found: TypeAlias = tuple[ast.expr | ast.stmt, str, _Change]


def _changes(tree: ast.Module) -> Iterator[_Found]:
    for parent, field, at, node in _mutable(tree):
        owner: ast.AST | list[ast.AST] = getattr(parent, field) if at is not None else parent
        where: str | int = field if at is None else at
        for what, value in _in_place_of(node):
            yield node, f"{_shown(node)} -> {what}", _Change(owner, where, value)
        if isinstance(node, ast.Match):
            for number, case in enumerate(node.cases[:-1]):
                never = ast.match_case(case.pattern, ast.Constant(value=False), case.body)
                yield node, f"case {_shown(case.pattern)} left out", _Change(node.cases, number, never)  # type: ignore[arg-type]
                if case.guard is not None:
                    always = ast.match_case(case.pattern, None, case.body)
                    yield node, f"guard {_shown(case.guard)} left out", _Change(node.cases, number, always)  # type: ignore[arg-type]
        if isinstance(node, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
            for generator in node.generators:
                for number, test in enumerate(generator.ifs):
                    yield (
                        node,
                        f"if {_shown(test)} left out",
                        _Change(generator.ifs, number, ast.Constant(value=True)),  # type: ignore[arg-type]
                    )


def _mutable(node: ast.AST) -> Iterator[tuple[ast.AST, str, int | None, ast.expr | ast.stmt]]:
    """Statements and expressions that run, each with where it hangs."""
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list", "bases", "type_params", "pattern"):
            continue
        children = list(enumerate(value)) if isinstance(value, list) else [(None, value)]
        for at, child in children:
            if not isinstance(child, ast.AST) or _is_silent(child):
                continue
            if isinstance(child, ast.expr | ast.stmt):
                yield node, field, at, child
            yield from _mutable(child)


def _is_silent(node: ast.AST) -> bool:
    """Docstrings, imports, types, and what is worded for people."""
    match node:
        case ast.keyword(arg=name) if name in _ONLY_CHECKED:
            return True
        case ast.Import() | ast.ImportFrom() | ast.JoinedStr() | ast.Raise():
            return True
        case ast.Expr(value=ast.Constant(value=str())):
            return True
        case ast.Call(func=ast.Name(id=name)) if name in (*_FOR_PEOPLE, *_NO_CODE):
            return True
        case ast.Expr(value=ast.Call(func=ast.Name(id="assert_never"))):
            return True
        case ast.AnnAssign(annotation=ast.Name(id="TypeAlias")):
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
    return False


def _in_place_of(node: ast.expr | ast.stmt) -> Iterator[tuple[str, ast.AST]]:
    match node:
        case ast.Compare(left, ops, comparators):
            for at, op in enumerate(ops):
                for other in _COMPARED.get(type(op), ()):
                    changed = ast.Compare(left, [*ops[:at], other(), *ops[at + 1 :]], comparators)
                    yield _shown(changed), changed
        case ast.BinOp(left, op, right) if type(op) in _REACHED and not _is_type(node):
            changed_sum = ast.BinOp(left, _REACHED[type(op)](), right)
            yield _shown(changed_sum), changed_sum
        case ast.AugAssign(target, op, value) if type(op) in _REACHED:
            changed_step = ast.AugAssign(target, _REACHED[type(op)](), value)
            yield _shown(changed_step), changed_step
        case ast.BoolOp(op, values):
            changed_bool = ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
            yield _shown(changed_bool), changed_bool
        case ast.UnaryOp(ast.Not(), operand):
            yield _shown(operand), operand
        case ast.UnaryOp(ast.USub(), operand):
            yield _shown(operand), operand
        case ast.Constant(value=bool(value)):
            yield str(not value), ast.Constant(value=not value)
        case ast.Constant(value=int(value)):
            yield str(value + 1), ast.Constant(value=value + 1)
        case ast.Constant(value=str(value)):
            yield repr(f"{value}!"), ast.Constant(value=f"{value}!")
        case ast.Call(func=ast.Name(id=name), args=args, keywords=keywords) if name in _CALLED:
            yield _CALLED[name], ast.Call(ast.Name(_CALLED[name], ast.Load()), args, keywords)
        case ast.If(test, body, orelse):
            yield "if not", ast.If(ast.UnaryOp(ast.Not(), test), body, orelse)
        case ast.IfExp(test, body, orelse):
            yield "the other way round", ast.IfExp(test, orelse, body)
        case ast.While(test, body, orelse):
            yield "while not", ast.While(ast.UnaryOp(ast.Not(), test), body, orelse)
        case ast.Return(value) if value is not None and not _is_nothing(value):
            yield "return None", ast.Return(ast.Constant(value=None))
        case ast.Break():
            yield "continue", ast.Continue()
        case ast.Continue():
            yield "break", ast.Break()
        case ast.Expr(value=ast.Call()):
            yield "left out", ast.Pass()


def _is_type(node: ast.BinOp) -> bool:
    """`A | B` of two names with capitals is a type."""
    names = [one.id for one in ast.walk(node) if isinstance(one, ast.Name)]
    return isinstance(node.op, ast.BitOr) and bool(names) and all(name[0].isupper() or name == "int" for name in names)


def _shown(node: ast.AST) -> str:
    text = " ".join(ast.unparse(ast.fix_missing_locations(copy.deepcopy(node))).split())
    return text if len(text) <= 70 else text[:69] + "…"


def _is_nothing(value: ast.expr) -> bool:
    """None, or as false as None: where truth alone is asked for it makes no difference, and False is also made True."""
    return isinstance(value, ast.Constant) and (value.value is None or value.value is False)
