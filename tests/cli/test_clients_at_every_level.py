"""What trainers rely on, for a thousand seeds: levels, names, keys, and clients that are not all average."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from statistics import fmean, pstdev

import pytest

from cem_maturity.adapters import answers_file
from cem_maturity.adapters.answers_file.writing import write
from cem_maturity.application.file_names import slug
from cem_maturity.application.judge import judge
from cem_maturity.domain.assessment import Assessment
from cem_maturity.domain.problem import Accepted
from cem_maturity.domain.response import Answered, AnswerSheet, Unknown
from cem_maturity.domain.sampling.chance import Chance
from cem_maturity.domain.sampling.key import differences
from cem_maturity.domain.sampling.naming import house, stem
from cem_maturity.domain.sampling.personas import PERSONAS, levels_of
from cem_maturity.domain.sampling.sample import Sample
from tests.cli.stocks import SEEDS, THOROUGH, asked, client, stock

COMPANIES = Path(__file__).parents[1] / "companies"
GUIDE = Path(__file__).parents[2] / "docs" / "trainers.md"
PAIRS = tuple((persona.id, level) for persona in PERSONAS.values() for level in levels_of(persona, 5))
LANGUAGES = ("en", "ru", "fa")
OTHERS = ("pulse", "attachment", "crm-cem-readiness", "voc-channels", "cem-maturity-telecom")


@pytest.mark.parametrize(("persona", "level"), PAIRS)
def test_the_level_is_met_and_the_key_is_borne_out(persona: str, level: int) -> None:
    """By what the program itself makes of the answers, asked of one room or of several people."""
    questionnaire, known = asked("cem-maturity"), stock("cem-maturity").plants.contradictions
    for seed in SEEDS:
        found = client(seed, persona, level, respondents=None if seed % 2 else 2 + seed % 7)

        result = judge(questionnaire, found.assessment, partial=False)
        assert result.level is not None
        assert result.level.number == level
        assert result.provisional_reasons == ()
        assert differences(found.key, result, known) == ()


@pytest.mark.parametrize(("persona", "level"), PAIRS)
def test_the_file_says_all_of_it(persona: str, level: int) -> None:
    """Read again, it has no problem and no warning, and every answer, note and name is there."""
    questionnaire = asked("cem-maturity")
    for seed in SEEDS[:: len(SEEDS) // 4]:
        found = client(seed, persona, level, respondents=None if seed % 2 else 5)

        text = write(found.assessment, questionnaire)

        assert answers_file.read(text, "f.yaml", questionnaire, blanks_allowed=False) == Accepted(found.assessment)


@pytest.mark.parametrize("name", OTHERS)
def test_other_questionnaires_have_clients_at_every_level(name: str) -> None:
    """Practices, averages rounded down, few dimensions, overlays: whatever their rule."""
    questionnaire = asked(name)
    able = [one for one in PERSONAS.values() if not one.one_sided or stock(name).plants.mechanics]
    for number, (persona, level) in enumerate((one.id, level) for one in able for level in levels_of(one, 5)):
        for seed in (number,) if not THOROUGH else range(100):
            found = client(seed, persona, level, name=name)
            result = judge(questionnaire, found.assessment, partial=False)
            assert result.level is not None
            assert result.level.number == level
            assert differences(found.key, result, stock(name).plants.contradictions) == ()


def bare_of_words(found: Sample) -> Assessment:
    """A client without what is said in a language, and without whose notes and quotes they are."""

    def silent(sheet: AnswerSheet) -> AnswerSheet:
        return AnswerSheet(
            {
                id_: Answered(one.answer, one.evidence) if isinstance(one, Answered) else Unknown("?")
                for id_, one in sheet.responses.items()
            }
        )

    assessment = found.assessment
    people = (replace(one, name="", sheet=silent(one.sheet)) for one in assessment.respondents)
    return replace(
        assessment,
        language="",
        organisation=replace(assessment.organisation, name="", unit="", country=""),
        sheet=silent(assessment.sheet),
        respondents=tuple(people),
        touchpoints=tuple(one._replace(name="") for one in assessment.touchpoints),
    )


@pytest.mark.parametrize("respondents", [None, 6])
def test_a_seed_is_the_same_client_in_every_language(respondents: int | None) -> None:
    """Answers, proof, people's roles, touchpoints and findings; only words and names are each language's own."""
    for seed in range(20):
        english, russian, persian = (client(seed, language=one, respondents=respondents) for one in LANGUAGES)

        assert bare_of_words(english) == bare_of_words(russian) == bare_of_words(persian)
        assert [one.questions for one in english.key.findings] == [one.questions for one in persian.key.findings]


def words(language: str) -> Iterator[tuple[str, str, int, int]]:
    """The word of every client of a thousand seeds, with whose it is."""
    names = stock("cem-maturity", language).names
    for seed in range(1000):
        for persona in PERSONAS:
            for level in range(6):
                yield stem(names, seed, persona, level, 5), persona, level, seed


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_organisations_share_a_name(language: str) -> None:
    """1,000 seeds, 8 personas and 6 levels: 48,000 names, and as many names of files; no two words are spelt alike."""
    names = stock("cem-maturity", language).names
    spelt = {"".join(parts).casefold() for parts in product(names.first, names.middle, names.last)}
    chance, found, files = Chance("house"), set(), set()
    for word, _, _, _ in words(language):
        found.add(word.casefold())
        files.add(slug(house(names, word, "other", chance)))

    assert len(spelt) == 64 * 16 * 64
    assert len(found) == len(files) == 48_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_organisation_is_a_real_one(language: str) -> None:
    """None is called as one of the largest companies is, or begins as it does; their list is named in its file."""
    real = real_companies()
    found = {word for word, _, _, _ in words(language) if is_taken(bare(word), real)}

    assert len(real) > 1200
    assert found == set()


def real_companies() -> frozenset[str]:
    """The companies in our lists: their names, and the first word of each where it is a name by itself."""
    found = set()
    for path in sorted(COMPANIES.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                found.add(bare(line))
                found.add(bare(re.split(r"[\s.,&'’-]+", line)[0]))
    return frozenset(one for one in found if len(one) >= 4)


def is_taken(word: str, real: frozenset[str]) -> bool:
    """Whether *word* is a real name, or begins with one of six letters and more."""
    return word in real or any(word[:length] in real for length in range(6, len(word)))


def bare(name: str) -> str:
    """Letters alone, small and without marks."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in plain if letter.isalnum())


def test_clients_are_not_all_average() -> None:
    """Drawn freely, they use the whole scale, and within one client strengths and weaknesses lie apart.

    The figures of all thousand stand in docs/trainers.md.
    """
    found = [client(seed) for seed in (range(1000) if THOROUGH else range(120))]
    answers = Counter(answer for one in found for answer in one.key.answers.values())
    levels = Counter(one.level for one in found)
    within = [pstdev(one.key.dimensions.values()) for one in found]
    indices = [float(one.key.index or 0) for one in found]

    shares = [answers[level] / sum(answers.values()) for level in range(6)]
    assert min(shares) > 0.07
    assert min(levels[level] for level in range(6)) / len(found) > 0.05
    assert fmean(within) > 0.6
    assert pstdev(indices) > 1.1
    if THOROUGH:
        told = GUIDE.read_text(encoding="utf-8")
        assert f"| {', '.join(str(levels[level]) for level in range(6))} |" in told
        assert f"| {', '.join(f'{share:.0%}' for share in shares)} |" in told
        assert f"| {fmean(indices):.1f}, {pstdev(indices):.1f} |" in told
        assert f"| {fmean(within):.2f} (" in told


def test_personas_differ_as_they_are_told_to() -> None:
    """Uneven clients are more uneven than average ones; shop windows prove least, leaders most."""
    seeds = range(40)

    def unevenness(persona: str) -> float:
        return sum(pstdev(client(seed, persona, 2).key.dimensions.values()) for seed in seeds) / len(seeds)

    def proof(persona: str) -> float:
        shares = [client(seed, persona, 4).result.scorecard.grounds.confidence for seed in seeds]
        return float(sum(share or 0 for share in shares) / len(seeds))

    assert unevenness("average") < 0.6 < 1.0 < unevenness("uneven")
    assert proof("shop-window") < 0.4 < proof("average") < proof("leader")
