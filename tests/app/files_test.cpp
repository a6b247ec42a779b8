#include "app/files.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>

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

TEST(Files, ScratchOfAKilledProcessIsClearedAway) {
  const ScratchDirectory outer;
  const char* before = std::getenv("TMPDIR");
  const std::string kept = before == nullptr ? "" : before;
  ::setenv("TMPDIR", outer.path().c_str(), 1);
  const auto folder = [&](const std::string& name, bool lock, bool old) {
    const fs::path path = fs::path(outer.path()) / name;
    fs::create_directory(path);
    std::ofstream(path / "page.pgm") << "left over";
    if (!lock) return path;
    std::ofstream(path / "in-use").flush();
    if (old) fs::last_write_time(path / "in-use", fs::file_time_type::clock::now() - std::chrono::minutes(5));
    return path;
  };
  const fs::path abandoned = folder("atagande-abc123", true, true);
  const fs::path young = folder("atagande-abc124", true, false);
  const fs::path another = folder("atagande-notes", false, true);
  const fs::path held = folder("atagande-abc125", true, true);
  const int lock = ::open((held / "in-use").c_str(), O_RDONLY | O_CLOEXEC);
  ASSERT_EQ(::flock(lock, LOCK_EX), 0);
  { const ScratchDirectory next; }
  EXPECT_FALSE(fs::exists(abandoned));
  EXPECT_TRUE(fs::exists(young));
  EXPECT_TRUE(fs::exists(another)) << "a folder of somebody else's, by its name only like ours";
  EXPECT_TRUE(fs::exists(held));
  ::close(lock);
  if (before == nullptr) {
    ::unsetenv("TMPDIR");
  } else {
    ::setenv("TMPDIR", kept.c_str(), 1);
  }
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
