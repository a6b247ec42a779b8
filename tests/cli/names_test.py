"""Names learnt from good documents help damaged ones: by a list that is an ingredient of the run like any model, so that
the same files with the same list give the same bytes whatever else is in the batch. Everything here is invented."""
import json
import unittest

from support import CliTest, run

GOOD = """Kommunen och polisen ska tillsammans arbeta för att öka tryggheten i de områden där många känner sig otrygga.
Under året genomförs tre trygghetsvandringar i Tåvelsjö, och resultatet följs upp varje höst av Åse Hallqvärn.
"""
DAMAGED = """Medborgarlofte 2024-2025 Bjurholms kommun

Polisen och kommunen lovar att:

• Genomfora tva trygghetsvandringar per ar i Tavelsjo.
• Tillsammans med Ase Hallqvarn folja upp resultatet varje host, sa att stodet kommer till dem som behover det.
"""


class Names(CliTest):
    def setUp(self):
        super().setUp()
        self.names = self.folder / "names.txt"
        self.names.write_bytes(run("repair", "--learn", stdin=GOOD.encode()).stdout)

    def records(self, folder, *more):
        done = run("ingest", self.folder / "in", "-o", f"{self.folder / folder}/", *more)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        return {path.name: path.read_bytes() for path in (self.folder / folder).glob("*.json")}

    def test_a_list_holds_what_the_model_does_not_know(self):
        listed = self.names.read_text()
        self.assertIn("Tåvelsjö\t1\n", listed)
        self.assertIn("Hallqvärn\t1\n", listed)
        self.assertNotIn("tryggheten", listed)
        self.assertEqual(run("repair", "--learn", stdin=DAMAGED.encode()).stdout, b"")

    def test_repair_takes_the_listed_forms(self):
        repaired = run("repair", "--names", self.names, stdin=DAMAGED.encode()).stdout.decode()
        self.assertIn("per år i Tåvelsjö.", repaired)
        self.assertIn("Hallqvärn följa upp", repaired)

    def test_ingest_takes_them_and_says_so(self):
        for i in range(4):
            self.file(f"in/{i}.txt", DAMAGED.replace("tva", str(i + 2)))
        records = self.records("one", "--names", self.names, "--jobs", "1")
        record = json.loads(records["0.txt.json"])
        self.assertIn("Tåvelsjö", record["text"])
        self.assertIn("names.txt", [model["name"] for model in record["provenance"]["models"]])
        self.assertEqual(records, self.records("four", "--names", self.names, "--jobs", "4"))

    def test_another_list_redoes_the_documents(self):
        self.file("in/0.txt", DAMAGED)
        first = self.records("out", "--names", self.names)
        self.assertEqual(first, self.records("out", "--names", self.names))
        self.names.write_text("Tavelsjo\n")
        self.assertIn("i Tavelsjo.", json.loads(self.records("out", "--names", self.names)["0.txt.json"])["text"])

    def test_signs_that_cannot_be_known_are_told(self):
        """What may be a sign for per cent or a section is left as it stands, and said wherever one would look."""
        text = GOOD + "Det gäller 52? av alla skolor, enligt 4 $ i planen.\n"
        unread = {"52?": text.encode().index(b"52?"), "$": text.encode().index(b"$")}
        self.assertEqual(run("repair", stdin=text.encode()).stdout.decode(), text)
        told = json.loads(run("repair", "--json", stdin=text.encode()).stdout)
        self.assertEqual({each["text"]: each["offset"] for each in told["unsettled"]}, unread)
        explained = run("repair", "--explain", stdin=text.encode()).stdout.decode().splitlines()
        self.assertEqual([(line.split("\t")[1], line.split("\t")[3]) for line in explained if "unsettled" in line],
                         [(sign, "unsettled") for sign in unread])
        record = json.loads(run("ingest", self.file("a.txt", "Medborgarlöfte 2024 Eda kommun\n\n" + text)).stdout)
        self.assertEqual([w["code"] for w in record["warnings"] if w["code"] == "unread_sign"], ["unread_sign"] * 2)


if __name__ == "__main__":
    unittest.main()
