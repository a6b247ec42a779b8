#include "app/journal.h"

#include <gtest/gtest.h>

#include <fstream>

#include "app/files.h"
#include "app/inputs.h"
#include "document/document.h"

namespace atagande::app {
namespace {

class Journals : public testing::Test {
 protected:
  Journals() : directory_(scratch_.path() + "/out") {}

  Journal::Entry written(const std::string& name) {
    write_atomically(directory_ + "/" + name + ".json", "{}");
    Journal::Entry entry;
    entry.output_name = name;
    entry.input_sha256 = "hash\tof " + name;
    entry.tally = {1, 2, 3, 4, 5, true};
    entry.files = {{name + ".json", sha256_of_file(directory_ + "/" + name + ".json")}};
    return entry;
  }

  ScratchDirectory scratch_;
  std::string directory_;
};

TEST_F(Journals, RememberWhatIsFinished) {
  { Journal(directory_, "p1").add(written("a")); }
  const Journal journal(directory_, "p1");
  const auto* entry = journal.finished("a", "hash\tof a");
  ASSERT_NE(entry, nullptr);
  EXPECT_EQ(entry->tally, (Tally{1, 2, 3, 4, 5, true}));
  EXPECT_EQ(journal.finished("a", "another hash"), nullptr);
  EXPECT_EQ(journal.finished("b", "hash\tof a"), nullptr);
}

TEST_F(Journals, ForgetWhatAnotherPipelineMade) {
  { Journal(directory_, "p1").add(written("a")); }
  EXPECT_EQ(Journal(directory_, "p2").finished("a", "hash\tof a"), nullptr);
}

TEST_F(Journals, DoNotTrustAFileThatChanged) {
  { Journal(directory_, "p1").add(written("a")); }
  write_atomically(directory_ + "/a.json", "{ truncated");
  EXPECT_EQ(Journal(directory_, "p1").finished("a", "hash\tof a"), nullptr);
}

TEST_F(Journals, SurviveALineCutShort) {
  { Journal(directory_, "p1").add(written("a")); }
  std::ofstream(directory_ + "/.atagande/journal", std::ios::app) << "p1\tb\thash\tok\t1";
  { Journal(directory_, "p1").add(written("c")); }
  const Journal journal(directory_, "p1");
  EXPECT_NE(journal.finished("a", "hash\tof a"), nullptr);
  EXPECT_EQ(journal.finished("b", "hash"), nullptr);
  EXPECT_NE(journal.finished("c", "hash\tof c"), nullptr);
}

TEST_F(Journals, KeepASecondRunOut) {
  const Journal first(directory_, "p1");
  EXPECT_THROW(Journal(directory_, "p1"), Error);
}

}  // namespace
}  // namespace atagande::app
