#include "app/files.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "app/inputs.h"
#include "document/document.h"

namespace atagande::app {
namespace {

namespace fs = std::filesystem;

TEST(Files, AreWrittenWholeAndLeaveNothingBehind) {
  std::string path;
  {
    const ScratchDirectory scratch;
    path = scratch.path();
    write_atomically(path + "/a/b.json", "one");
    write_atomically(path + "/a/b.json", "two");
    EXPECT_EQ(read_file(path + "/a/b.json"), "two");
    EXPECT_EQ(std::distance(fs::directory_iterator(path + "/a"), fs::directory_iterator()), 1);
    EXPECT_EQ(sha256_of_file(path + "/a/b.json"), "3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3");
  }
  EXPECT_FALSE(fs::exists(path));
}

TEST(Files, SayWhatCannotBeWritten) {
  const ScratchDirectory scratch;
  write_atomically(scratch.path() + "/file", "x");
  try {
    write_atomically(scratch.path() + "/file/inside", "y");
    FAIL() << "wrote into a file as if it were a folder";
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::no_access);
    EXPECT_NE(std::string(error.what()).find("/file"), std::string::npos);
  }
}

TEST(Files, AFullDeviceIsALimit) {
  if (::access("/dev/full", W_OK) != 0) GTEST_SKIP() << "no /dev/full here";
  std::FILE* full = std::fopen("/dev/full", "w");
  ASSERT_NE(full, nullptr);
  try {
    write_all(fileno(full), "x", "the record");
    FAIL() << "wrote to a full device";
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::limit);
  }
  std::fclose(full);
}

}  // namespace
}  // namespace atagande::app
