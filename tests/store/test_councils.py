"""Profiles and hubs: whole when written, whole when read."""


def test_a_council_without_a_profile_has_no_answers(register):
    assert register.profiles.answers("E06000001") == {}


def test_a_profile_is_replaced_whole(register, now):
    register.profiles.keep("E06000001", {"AMOUNT_COLUMN": "Net"}, "A Person", now)
    register.profiles.keep("E06000001", {"DAY_FIRST": "yes"}, "A Person", now)
    assert register.profiles.answers("E06000001") == {"DAY_FIRST": "yes"}


def test_hubs_come_in_alphabetical_order_without_doubles(register, now):
    register.hubs.keep("South", ["E2", "E1", "E2"], "A Person", now)
    register.hubs.keep("North", [], "A Person", now)
    assert list(register.hubs.all().items()) == [("North", []), ("South", ["E1", "E2"])]


def test_a_hub_is_changed_and_dissolved(register, now):
    register.hubs.keep("South", ["E1", "E2"], "A Person", now)
    register.hubs.keep("South", ["E3"], "A Person", now)
    assert register.hubs.all() == {"South": ["E3"]}
    register.hubs.remove("South")
    assert register.hubs.all() == {}
