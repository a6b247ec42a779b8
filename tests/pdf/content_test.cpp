#include "pdf/content.h"

#include <gtest/gtest.h>

#include <random>

namespace atagande::pdf {
namespace {

std::string names_of(std::string_view bytes) {
  ContentReader reader(bytes);
  Operation operation;
  std::string names;
  while (reader.next(operation)) names += operation.name + "/" + std::to_string(operation.operands.size()) + " ";
  return names;
}

TEST(Content, CutsOperators) {
  const struct {
    std::string_view bytes;
    std::string expected;
  } cases[] = {
      {"", ""},
      {"q 1 0 0 1 72.5 -.5 cm /Im1 Do Q", "q/0 cm/6 Do/1 Q/0 "},
      {"BT /F1 12 Tf (a\\)b(c)) Tj [(x) -20 <6f>] TJ ET", "BT/0 Tf/2 Tj/1 TJ/1 ET/0 "},
      {"% remark Tj\n1 g", "g/1 "},
      {"/OC /L1 BDC EMC", "BDC/2 EMC/0 "},
      {"/P <</MCID 0 /X [1 2 (a)]>> BDC EMC", "BDC/2 EMC/0 "},
      {"BI /W 2 /H 2 /BPC 8 ID \x01"
       "EI\x02\x03 EI Q",
       "BI/6 Q/0 "},
      {"(open", ""},
      {"<</a", ""},
      {"true false null gs", "gs/3 "},
  };
  for (const auto& c : cases) EXPECT_EQ(names_of(c.bytes), c.expected) << c.bytes;
}

TEST(Content, ReadsOperands) {
  ContentReader reader("/A#20B +1.5 (x) () <> <41> [()] [(a)] op");
  Operation operation;
  ASSERT_TRUE(reader.next(operation));
  ASSERT_EQ(operation.operands.size(), 8U);
  EXPECT_EQ(operation.operands[0].name, "A B");
  EXPECT_EQ(operation.operands[1].number, 1.5);
  const bool filled[] = {true, false, false, true, false, true};
  for (std::size_t i = 0; i < 6; ++i) EXPECT_EQ(operation.operands[i + 2].filled, filled[i]) << i;
}

TEST(Content, EndsOnAnyBytes) {
  std::mt19937 random(7);
  const std::string_view alphabet = "[]<>()/%{} qQTjBIDE\n\\01.-";
  for (int round = 0; round < 500; ++round) {
    std::string bytes;
    for (int i = 0; i < 300; ++i) {
      bytes += round % 2 == 0 ? alphabet[random() % alphabet.size()] : static_cast<char>(random() % 256);
    }
    names_of(bytes);
  }
  names_of(std::string(200'000, '['));
  names_of(std::string(200'000, '<'));
}

}  // namespace
}  // namespace atagande::pdf
