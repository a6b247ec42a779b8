#include "app/inputs.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "app/files.h"
#include "document/document.h"

namespace atagande::app {
namespace {

std::vector<std::string> output_names(const std::vector<Input>& inputs) {
  std::vector<std::string> names;
  for (const auto& input : inputs) names.push_back(input.output_name);
  return names;
}

class Inputs : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* name : {"/in/b.txt", "/in/a.txt", "/in/sub/a.txt", "/in/.hidden", "/other/a.txt"}) {
      write_atomically(scratch_.path() + name, "text");
    }
  }
  [[nodiscard]] std::string at(const std::string& name) const { return scratch_.path() + name; }
  [[nodiscard]] std::vector<Input> gathered(const std::vector<std::string>& paths) const {
    return gather({paths, std::nullopt, false}, scratch_.path()).inputs;
  }
  ScratchDirectory scratch_;
};

TEST_F(Inputs, FoldersAreWalkedInOrderWithoutHiddenFiles) {
  EXPECT_EQ(output_names(gathered({at("/in")})), (std::vector<std::string>{"a.txt", "b.txt", "sub/a.txt"}));
}

TEST_F(Inputs, JsonInFoldersIsPassedByUnlessNamed) {
  write_atomically(at("/in/a.json"), "\n{\"schema\": 1}");
  write_atomically(at("/in/named_wrongly.json"), "%PDF-1.7");
  ASSERT_EQ(::symlink("loop.json", at("/in/loop.json").c_str()), 0);
  const Gathered gathered_all = gather({{at("/in")}, std::nullopt, false}, scratch_.path());
  EXPECT_EQ(output_names(gathered_all.inputs),
            (std::vector<std::string>{"a.txt", "b.txt", "loop.json", "named_wrongly.json", "sub/a.txt"}));
  EXPECT_EQ(gathered_all.passed_by, std::vector<std::string>{at("/in/a.json")});
  EXPECT_EQ(output_names(gathered({at("/in/a.json")})), std::vector<std::string>{"a.json"});
}

TEST_F(Inputs, EqualNamesAreToldApart) {
  EXPECT_EQ(output_names(gathered({at("/in/a.txt"), at("/other/a.txt")})),
            (std::vector<std::string>{"a.txt", "a.txt~2"}));
}

TEST_F(Inputs, WhatIsNotThereIsAFailedDocument) {
  const auto inputs = gathered({at("/in/missing.pdf"), at("/in/a.txt")});
  ASSERT_EQ(inputs.size(), 2U);
  ASSERT_TRUE(inputs[0].failure);
  EXPECT_EQ(inputs[0].failure->fault, Fault::no_access);
  EXPECT_FALSE(inputs[1].failure);
}

TEST_F(Inputs, ANamedPipeIsRefusedWithoutOpeningIt) {
  ASSERT_EQ(::mkfifo(at("/pipe").c_str(), 0600), 0);
  const auto inputs = gathered({at("/pipe")});
  ASSERT_TRUE(inputs[0].failure);
  EXPECT_EQ(inputs[0].failure->fault, Fault::bad_input);
}

TEST_F(Inputs, NothingToDoIsAMistake) {
  EXPECT_THROW(static_cast<void>(gathered({})), Error);
  ASSERT_EQ(::mkdir(at("/empty").c_str(), 0700), 0);
  EXPECT_THROW(static_cast<void>(gathered({at("/empty")})), Error);
}

TEST_F(Inputs, ListsOfNamesAreRead) {
  write_atomically(at("/list"), at("/in/b.txt") + "\r\n\n" + at("/in/a.txt") + "\n");
  EXPECT_EQ(output_names(gather({{}, at("/list"), false}, scratch_.path()).inputs),
            (std::vector<std::string>{"b.txt", "a.txt"}));
  write_atomically(at("/list0"), at("/in/b.txt") + std::string(1, '\0') + at("/in/a.txt"));
  EXPECT_EQ(gather({{}, at("/list0"), true}, scratch_.path()).inputs.size(), 2U);
}

}  // namespace
}  // namespace atagande::app
