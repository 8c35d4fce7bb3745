"""Names: no two clients of a thousand seeds are called alike."""

from itertools import pairwise, product

from cem_maturity.domain.sampling.chance import Chance
from cem_maturity.domain.sampling.naming import house, people, stem
from cem_maturity.domain.sampling.personas import PERSONAS
from tests.domain.sampling.stocks import NAMES


def test_no_two_clients_share_a_word_while_there_are_words() -> None:
    """2,048 words for 2,048 clients: each is used once, whatever the seeds begin with."""
    clients = list(product(range(77, 77 + 64), PERSONAS, range(4)))

    words = {stem(NAMES, seed, persona, level, 3) for seed, persona, level in clients}

    assert len(words) == len(clients) == 32 * 2 * 32


def test_neighbours_do_not_sound_alike() -> None:
    """Of clients one seed apart few share their first syllable, and few their last."""
    words = [stem(NAMES, seed, "average", 2, 5) for seed in range(200)]
    alike = sum(one[:2] == other[:2] or one[-3:] == other[-3:] for one, other in pairwise(words))

    assert alike < 40


def test_a_house_is_called_as_houses_of_its_sector_are() -> None:
    """And as any other where the stock knows nothing of the sector."""
    assert house(NAMES, "Belavin", "retail", Chance(1)) == "Belavin Stores"
    assert house(NAMES, "Belavin", "airline", Chance(1)) in ("Belavin Group", "Belavin House")


def test_no_two_people_are_called_alike() -> None:
    """Neither with fewer people than names nor with more."""
    few, many = people(NAMES, 5, Chance(1)), people(NAMES, 30, Chance(1))

    assert len({name.split()[0] for name in few}) == len({name.split()[1] for name in few}) == 5
    assert len(set(many)) == 30
