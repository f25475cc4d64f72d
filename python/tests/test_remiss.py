"""The module against the program, over the papers of the city that does not exist.

Needs the program's path in REMISS_PROGRAM; run from the project's root.
"""

import os
import pathlib
import unittest

import remiss

CORPUS = pathlib.Path(__file__).resolve().parents[2] / "corpus"


class Answers(unittest.TestCase):
    def test_a_search_is_a_dictionary(self):
        found = remiss.search("informationssäkerhet", papers=CORPUS, referral="KS 2024/417", limit=3)
        self.assertEqual(len(found["hits"]), 3)
        self.assertGreater(found["total"], 3)
        self.assertTrue(all(hit["lines"] for hit in found["hits"]))

    def test_rows_are_lists_of_dictionaries(self):
        rows = remiss.positions(papers=[CORPUS], focus=["dialog"], stance="kritik")
        self.assertTrue(rows)
        self.assertEqual({row["stance"] for row in rows}, {"kritik"})
        self.assertEqual({row["focus_area"] for row in rows}, {"dialog"})
        self.assertTrue(remiss.ledger(papers=CORPUS, referral="SOU 2031:14"))
        self.assertTrue(remiss.asks(papers=CORPUS))
        self.assertTrue(remiss.papers(papers=CORPUS))
        self.assertIn("families", remiss.reuse(papers=CORPUS))
        units = remiss.export("units", papers=CORPUS)
        self.assertTrue(all("text" in unit for unit in units))

    def test_a_place_opens(self):
        unit = remiss.show("100:1051", papers=CORPUS)
        self.assertEqual(unit["respondent"], "Hamnstadens stadsdelsnämnd")

    def test_nothing_found_is_no_error(self):
        self.assertEqual(remiss.search("fjällrävsvalp", papers=CORPUS)["hits"], [])
        self.assertEqual(remiss.asks(papers=CORPUS, topic="fjällräv"), [])

    def test_words_are_no_options(self):
        with self.assertRaises(remiss.RemissError) as told:
            remiss.search("--version", papers=CORPUS)
        self.assertIn("no option of search", str(told.exception))

    def test_what_goes_wrong_is_said(self):
        with self.assertRaises(remiss.RemissError) as told:
            remiss.ledger(archive=os.path.join(os.sep, "nowhere", "at-all"))
        self.assertEqual(told.exception.code, 2)
        self.assertIn("remiss ingest", str(told.exception))

    def test_rows_have_one_form(self):
        for ask in (remiss.positions, remiss.reuse):
            with self.assertRaises(remiss.RemissError) as told:
                ask(papers=CORPUS, format="json")
            self.assertIn("remiss.run", str(told.exception))

    def test_the_contract_is_a_dictionary(self):
        self.assertIn("positions", remiss.export("schema"))


if __name__ == "__main__":
    unittest.main()
