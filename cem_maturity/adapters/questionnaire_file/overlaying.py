"""An overlay laid over the questionnaire that it extends: what changes, what is added, what is dropped."""

from collections.abc import Iterator

from cem_maturity.adapters.strict_yaml import Mapping, Node, Scalar, Sequence
from cem_maturity.adapters.yaml_values import Reading, is_null

_MORE = "more"
"""What adds to a list of texts: `probes: {more: [...]}`."""
_DROP = "drop"
_OWN = ("format", "id", "version", "language", "title", "examples")
"""What an overlay never takes from its base."""
_WHOLE = {
    "levels": (("name",),),
    "dimensions": (("title",), ("questions",)),
    "questions": (("text",), ("levels", "practice")),
    "actions": (("text",),),
    "stages": (("title",),),
}
"""What a new part needs, by the list that it is added to: one key of each group."""


def overlaid(base: Mapping, overlay: Mapping, extends: Node, reading: Reading) -> Mapping:
    """The whole questionnaire that *overlay* makes of *base* (contract.md §1).

    What comes from the base stands where the overlay says *extends*, so that every problem is in the overlay's file.
    """
    return _Overlaying(reading, extends).of(base, overlay)


def more_of(node: Node) -> Sequence | None:
    """What *node* adds to a list of texts; None where it is no such addition."""
    if type(node) is Mapping and list(node.pairs) == [_MORE] and type(added := node.pairs[_MORE][1]) is Sequence:
        return added
    return None


class _Overlaying:
    """One overlay, and what is wrong with its changes."""

    def __init__(self, reading: Reading, extends: Node) -> None:
        self.reading = reading
        self.base_name = extends.text if type(extends) is Scalar else ""
        self.mark = extends.mark

    def of(self, base: Mapping, overlay: Mapping) -> Mapping:
        inherited = Mapping({key: pair for key, pair in base.pairs.items() if key not in _OWN}, self.mark)
        own = {key: pair for key, pair in overlay.pairs.items() if key != "extends" and not is_null(pair[1])}
        whole = self._mapping(inherited, Mapping(own, overlay.mark), "")
        gone = {_id(action) for action in _actions(base)} - {_id(action) for action in _actions(whole)}
        for action in _actions(whole):
            if "needs" in action.pairs:
                key, needs = action.pairs["needs"]
                action.pairs["needs"] = key, self._without(needs, gone)
        if "names" in whole.pairs:
            key, names = whole.pairs["names"]
            whole.pairs["names"] = key, self._named(names, set(_called(base)) - set(_called(whole)))
        if "interview_order" in base.pairs and "interview_order" not in own:
            whole.pairs["interview_order"] = self._order(base, whole)
        return whole

    # -- merging

    def _merged(self, base: Node, overlay: Node, kind: str) -> Node:
        """*overlay* over *base*, both under a key that says which *kind* of parts stand there."""
        if is_null(overlay):
            return self._placed(base)
        if type(base) is Mapping and type(overlay) is Mapping:
            return self._mapping(base, overlay, kind)
        if type(base) is Sequence and (more := more_of(overlay)):
            return Sequence([*map(self._placed, base.nodes), *more.nodes], more.mark)
        if type(base) is Sequence and type(overlay) is Sequence and (key := _key_of(base)):
            return self._parts(base, overlay, key, kind)
        return overlay

    def _mapping(self, base: Mapping, overlay: Mapping, kind: str) -> Mapping:
        pairs: dict[str, tuple[Scalar, Node]] = {}
        for name, (key, node) in base.pairs.items():
            if name in overlay.pairs:
                own_key, own = overlay.pairs[name]
                pairs[name] = own_key, self._merged(node, own, name if name in _WHOLE else kind)
            else:
                pairs[name] = key._replace(mark=self.mark), self._placed(node)
        pairs.update({name: pair for name, pair in overlay.pairs.items() if name not in base.pairs})
        return Mapping(pairs, overlay.mark)

    def _parts(self, base: Sequence, overlay: Sequence, key: str, kind: str) -> Sequence:
        """Parts by their id: changed where they stand, dropped, or added at the end."""
        known = {_id(node, key): node for node in base.nodes if type(node) is Mapping}
        changed: dict[str, Mapping] = {}
        dropped: set[str] = set()
        others: list[Node] = []
        for node in overlay.nodes:
            id_ = _id(node, key) if type(node) is Mapping else ""
            if type(node) is not Mapping or not id_:
                others.append(node)
            elif id_ in changed or id_ in dropped:
                first = changed.get(id_, node)
                self.reading.refuse("duplicate-id", node.pairs[key][1], name=id_, line=first.line)
            elif self._is_dropped(node, key):
                dropped.add(id_)
                if id_ not in known:
                    self._refuse_unknown(node.pairs[key][1], id_, known)
            elif id_ in known:
                changed[id_] = node
            elif _is_whole(node, kind):
                others.append(node)
            else:
                self._refuse_unknown(node.pairs[key][1], id_, known)
        parts: list[Node] = [
            self._mapping(node, changed[id_], kind) if id_ in changed else self._placed(node)
            for id_, node in known.items()
            if id_ not in dropped
        ]
        return Sequence([*parts, *others], overlay.mark)

    def _is_dropped(self, node: Mapping, key: str) -> bool:
        if _DROP not in node.pairs:
            return False
        if is_dropped := self.reading.truth(node.pairs[_DROP][1]):
            self.reading.fields(node, (key, _DROP))
        del node.pairs[_DROP]
        return is_dropped

    def _refuse_unknown(self, node: Node, name: str, known: dict[str, Mapping]) -> None:
        self.reading.refuse_unknown("overlaid-nothing", node, name, known, questionnaire=self.base_name)

    # -- what the base said

    def _placed(self, node: Node) -> Node:
        """*node* of the base as if it stood where the overlay says `extends`."""
        match node:
            case Scalar():
                return node._replace(mark=self.mark)
            case Sequence():
                return Sequence([self._placed(one) for one in node.nodes], self.mark)
            case Mapping():
                pairs = {
                    name: (key._replace(mark=self.mark), self._placed(value))
                    for name, (key, value) in node.pairs.items()
                }
                return Mapping(pairs, self.mark)

    def _without(self, needs: Node, gone: set[str]) -> Node:
        """What an action of the base needs, without the actions that the overlay drops."""
        if type(needs) is not Sequence:
            return needs
        return needs._replace(nodes=[node for node in needs.nodes if not (self._is_ours(node) and _text(node) in gone)])

    def _named(self, names: Node, gone: set[str]) -> Node:
        """What roles and sectors are called, without the base's words for those that the overlay no longer has."""
        if type(names) is not Mapping:
            return names
        kept = {id_: pair for id_, pair in names.pairs.items() if not (self._is_ours(pair[1]) and id_ in gone)}
        return Mapping(kept, names.mark)

    def _order(self, base: Mapping, whole: Mapping) -> tuple[Scalar, Node]:
        """The base's order of asking, without dropped dimensions, and with new ones last."""
        key, order = base.pairs["interview_order"]
        dimensions = whole.pairs["dimensions"][1] if "dimensions" in whole.pairs else None
        nodes = dimensions.nodes if type(dimensions) is Sequence else []
        ids = [_id(node) for node in nodes if type(node) is Mapping]
        before = [_text(node) for node in order.nodes] if type(order) is Sequence else []
        names = [name for name in before if name in ids] + [id_ for id_ in ids if id_ not in before]
        return key, Sequence([Scalar(name, True, self.mark) for name in names if name], self.mark)

    def _is_ours(self, node: Node) -> bool:
        """Whether *node* comes from the base."""
        return node.mark is self.mark


def _key_of(base: Sequence) -> str:
    """What tells the parts of a list apart; nothing where it is a list of texts."""
    first = base.nodes[0] if base.nodes else None
    if type(first) is not Mapping:
        return ""
    return next((key for key in ("id", "level") if key in first.pairs), "")


def _is_whole(node: Mapping, kind: str) -> bool:
    """Whether *node* says enough to be added."""
    return all(any(key in node.pairs for key in group) for group in _WHOLE.get(kind, ()))


def _actions(node: Node, under: str = "") -> Iterator[Mapping]:
    """Every action in a questionnaire."""
    match node:
        case Mapping() if under == "action":
            yield node
        case Mapping():
            for name, (_, value) in node.pairs.items():
                yield from _actions(value, "actions" if "actions" in (name, under) else "")
        case Sequence():
            for one in node.nodes:
                yield from _actions(one, "action" if under == "actions" else "")
        case Scalar():
            pass


def _called(node: Node, under: str = "") -> Iterator[str]:
    """The ids of roles and sectors in a questionnaire."""
    match node:
        case Mapping():
            for name, (_, value) in node.pairs.items():
                yield from _called(value, name)
        case Sequence():
            for one in node.nodes:
                yield from _called(one, under if under in ("roles", "sectors") else "")
        case Scalar() if under in ("roles", "sectors"):
            yield node.text
        case Scalar():
            pass


def _id(node: Mapping, key: str = "id") -> str:
    return _text(node.pairs[key][1]) if key in node.pairs else ""


def _text(node: Node) -> str:
    return node.text if type(node) is Scalar else ""
