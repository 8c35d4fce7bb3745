"""What several groups agreed on, made into one consensus; an unknown gives way to those who know."""

from collections.abc import Sequence

from cem_maturity.domain.authorship import Authorship, Path, Refuse
from cem_maturity.domain.response import Answered, AnswerSheet, Draft, Respondent, Response, Unknown


def merge_consensus(told: Sequence[Authorship], refuse: Refuse) -> tuple[AnswerSheet, AnswerSheet]:
    """The consensus of all files, and the unknowns that have given way in it.

    *refuse* is told of every place that contradicts an earlier file.
    """
    responses: dict[str, Response] = {}
    given_way: dict[str, Response] = {}
    first: dict[str, Authorship] = {}
    agreed = {id_ for one in told for id_, said in one.consensus.responses.items() if not isinstance(said, Unknown)}
    for one in told:
        held = [author for author in one.authors if author.is_group]
        said: list[tuple[str, Response, dict[str, Response], Path]] = [
            (id_, response, given_way, (*author.answers_at, id_))
            for author in held
            for id_, response in author.respondent.sheet.responses.items()
        ]
        for id_, response in one.consensus.responses.items():
            gives_way = isinstance(response, Unknown) and (id_ in agreed or _is_known_elsewhere(id_, one, told))
            said.append((id_, response, given_way if gives_way else responses, ("answers", id_)))
        for id_, response, kept, at in said:
            if kept.setdefault(id_, response) != response:
                refuse("two-consensuses", one, at, name=id_, file=first[id_].file.path)
            first.setdefault(id_, one)
    flags = _flags(told, refuse)
    return AnswerSheet(responses, _drafts(told, responses, refuse), flags), AnswerSheet(given_way)


def _is_known_elsewhere(question: str, group: Authorship, told: Sequence[Authorship]) -> bool:
    """Whether another file brings an answer that the *group*'s own does not hold, or says that one came before."""
    at_hand = {author.respondent.id for author in group.authors if _answers(author.respondent, question)}
    return any(
        (_answers(author.respondent, question) and author.respondent.id not in at_hand)
        or (author.is_group and question in author.respondent.sheet.responses)
        for other in told
        if other is not group
        for author in other.authors
    )


def _answers(one: Respondent, question: str) -> bool:
    return isinstance(one.sheet.responses.get(question), Answered)


def _flags(told: Sequence[Authorship], refuse: Refuse) -> dict[str, str]:
    flags: dict[str, str] = {}
    first: dict[str, Authorship] = {}
    for one in told:
        for id_, flag in one.consensus.flags.items():
            if flags.setdefault(id_, flag) != flag:
                refuse("two-consensuses", one, ("answers", id_), name=id_, file=first[id_].file.path)
            first.setdefault(id_, one)
    return flags


def _drafts(told: Sequence[Authorship], responses: dict[str, Response], refuse: Refuse) -> dict[str, Draft]:
    """The remarks at questions without a consensus; those that an answer has taken over stand there already."""
    drafts: dict[str, Draft] = {}
    first: dict[str, Authorship] = {}
    for one in told:
        for id_, response in one.consensus.responses.items():
            if id_ in responses and response == responses[id_]:
                first.setdefault(id_, one)
    for one in told:
        for id_, draft in one.consensus.drafts.items():
            taken_over = id_ in responses and _remarks(responses[id_]) == draft
            if not taken_over and (id_ in responses or drafts.setdefault(id_, draft) != draft):
                refuse("two-consensuses", one, ("answers", id_), name=id_, file=first[id_].file.path)
            first.setdefault(id_, one)
    return drafts


def _remarks(response: Response) -> Draft:
    return Draft(getattr(response, "evidence", None), response.note, response.quote)
