from benefit_flows.highlight.words import keywords, vocabulary
from benefit_flows.language.keywords import KEYWORDS, STEPS
from benefit_flows.language.tables import tables_for
from benefit_flows.text import LANGUAGES


def test_attempts_are_the_words_that_make_an_action_an_attempt() -> None:
    assert vocabulary("en").attempts == ("tries to",)
    assert vocabulary("fr").attempts == ("essaie d'", "essaie de")


def test_actions_are_the_verbs_in_both_their_forms() -> None:
    assert {"signs", "sign", "buys", "buy"} < set(vocabulary("en").actions)
    assert {"connecte", "connecter", "achète", "acheter"} < set(vocabulary("fr").actions)
    assert {"to", "tries", "portal", "se", "de"}.isdisjoint(vocabulary("en").actions + vocabulary("fr").actions)


def test_active_is_a_value_in_english_and_an_action_in_french() -> None:
    assert "active" in vocabulary("en").values
    assert "active" in vocabulary("fr").actions
    assert "active" not in vocabulary("fr").values


def test_every_word_of_the_grammar_is_coloured_in_one_way() -> None:
    for language in LANGUAGES:
        words = vocabulary(language)
        assert sorted(words.values + words.actions + words.others) == sorted(tables_for(language).words)


def test_no_step_of_one_language_is_a_step_of_the_other() -> None:
    steps = (*STEPS, "and")
    assert set(keywords(steps, ["en"])).isdisjoint(keywords(steps, ["fr"]))


def test_keywords_of_all_meanings_are_all_keywords() -> None:
    everything = {word for words in KEYWORDS.values() for word in words}
    assert set(keywords({meaning for words in KEYWORDS.values() for meaning in words.values()})) == everything
