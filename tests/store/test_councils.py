"""Profiles and hubs: whole when written, whole when read."""


def test_a_council_without_a_profile_has_no_answers(register):
    assert register.profiles.answers("E06000001") == {}


NET, GROSS = {"value": "Net"}, {"value": "Gross"}


def test_answers_are_set_changed_and_forgotten_one_by_one(register, now):
    register.profiles.change("E06000001", {"AMOUNT_COLUMN": NET, "HIDDEN": {"value": "include"}}, "A", now, "kept")
    register.profiles.change("E06000001", {"AMOUNT_COLUMN": GROSS}, "A", now, "kept")
    register.profiles.change("E06000001", {"HIDDEN": None}, "A", now, "forgotten")
    assert register.profiles.answers("E06000001") == {"AMOUNT_COLUMN": GROSS}
    assert register.profiles.answers("E06000002") == {}


def test_a_change_tells_the_audit_trail_what_was_before_and_no_change_tells_nothing(register, now):
    for answer in (NET, NET, GROSS):
        register.profiles.change("E06000001", {"AMOUNT_COLUMN": answer}, "A", now, "kept")
    register.profiles.change("E06000002", {"AMOUNT_COLUMN": NET}, "A", now, "kept")
    told = [entry.detail for entry in register.audit.about("E06000001", ["kept"])]
    assert told == [
        {"key": "AMOUNT_COLUMN", "before": NET, "after": GROSS},
        {"key": "AMOUNT_COLUMN", "before": None, "after": NET},
    ]
    assert register.audit.about("E06000001", ["forgotten"]) == []


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
