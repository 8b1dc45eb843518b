"""Tests of the Python binding; WRIT_FIXTURES names the folder that the build writes for them."""

import os
import threading
import unittest
from datetime import timedelta
from pathlib import Path

import writ

FIXTURES = Path(os.environ["WRIT_FIXTURES"])


def fixture(name):
    return (FIXTURES / name).read_bytes()


def request(subject):
    return {
        "subject": {"type": "user", "id": subject},
        "action": {"name": "read"},
        "resource": {"type": "record", "id": "1", "properties": {"ownerId": "alice"}},
    }


class WritTest(unittest.TestCase):
    def setUp(self):
        self.pdp = writ.open(fixture("first.bundle"), fixture("keys.pem"))

    def tearDown(self):
        self.pdp.close()

    def fails(self, status, call, *arguments):
        with self.assertRaises(writ.Error) as raised:
            call(*arguments)
        self.assertEqual(raised.exception.status, status)

    def test_the_owner_may_and_a_stranger_may_not(self):
        answer = self.pdp.decide(request("alice"))
        self.assertTrue(answer.allowed)
        self.assertEqual(answer.json()["context"]["rules"], ["records/owner-reads"])
        self.assertFalse(self.pdp.decide(request("bob")).allowed)

    def test_a_batch_is_answered_in_order(self):
        batch = {"evaluations": [request("alice"), request("bob")]}
        answers = self.pdp.decide_all(batch).json()["evaluations"]
        self.assertEqual([answer["decision"] for answer in answers], [True, False])

    def test_an_explanation_names_the_rule(self):
        explanation = self.pdp.explain(request("bob")).json()["explanation"]
        self.assertEqual(explanation["rules"][0]["rule"], "records/owner-reads")

    def test_texts_of_any_script_come_back_whole(self):
        with writ.open(fixture("second.bundle"), fixture("keys.pem").decode()) as closed:
            reason = closed.decide(request("älice ✋")).json()["context"]["reason"]
        self.assertEqual(reason, "Closed for the year’s end ✋")

    def test_what_says_nothing_is_an_error(self):
        self.fails("invalid-request", self.pdp.decide, b"\xff")
        self.fails("invalid-request", self.pdp.decide, {})
        self.fails("invalid-request", self.pdp.decide, "")
        self.fails("invalid-request", self.pdp.decide_binary, b"")
        self.fails("too-large", self.pdp.decide, b" " * (1 << 20) + b" ")

    def test_a_bundle_that_is_not_to_be_believed_is_not_opened(self):
        keys = fixture("keys.pem")
        self.fails("invalid-bundle", writ.open, fixture("strange.bundle"), keys)
        self.fails("invalid-bundle", writ.open, fixture("first.bundle"), keys, 8)
        self.fails("invalid-bundle", writ.open, fixture("first.bundle")[:-1], keys)
        self.fails("invalid-bundle", writ.open, b"", keys)

    def test_a_swap_goes_forward_or_not_at_all(self):
        self.pdp.swap(fixture("second.bundle"))
        self.assertFalse(self.pdp.decide(request("alice")).allowed)
        self.pdp.swap(fixture("newer.bundle"))
        self.fails("invalid-bundle", self.pdp.swap, fixture("second.bundle"))
        self.assertTrue(self.pdp.decide(request("alice")).allowed)

    def test_it_says_what_decides(self):
        state = self.pdp.info()
        self.assertEqual(state.sequence, 7)
        self.assertEqual(state.not_after - state.issued_at, timedelta(days=1))
        context = self.pdp.decide(request("alice")).json()["context"]
        self.assertEqual(context["revision"], state.revision)

    def test_policies_that_ask_for_the_service_want_to_be_told_of_it(self):
        bundle, keys = fixture("services.bundle"), fixture("keys.pem")
        self.fails("unsupported", writ.open, bundle, keys)
        writ.open(bundle, keys, service="").close()
        writ.open(bundle, keys, service="spiffe://shop.example/ledger").close()

    def test_after_its_end_it_raises(self):
        self.pdp.close()
        self.fails("closed", self.pdp.decide, request("alice"))

    def test_threads_decide_at_once(self):
        allowed = []

        def decide():
            for _ in range(500):
                allowed.append(self.pdp.decide(request("alice")).allowed)

        threads = [threading.Thread(target=decide) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(allowed, [True] * 4000)

    def test_it_has_a_version(self):
        self.assertRegex(writ.version(), r"^\d+\.\d+\.\d+$")


if __name__ == "__main__":
    unittest.main()
