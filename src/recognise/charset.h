// What the outputs of the network stand for: each code is null, or one entry of the charset.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace atagande::recognise {

constexpr int no_unichar = -1;
constexpr int unichar_space = 0;

struct Charset {
  struct Entry {
    std::string text;  // UTF-8
    bool digit = false;
  };
  std::vector<Entry> entries;   // by unichar id; 0 is the space
  std::vector<int> unichar_of;  // by code: unichar id, or no_unichar for null and for codes not used
  std::vector<int> code_order;  // codes in the order in which they first stand for an id
};

/// Reads the unicharset and, if `recoded`, the recoder; without it the code of an id is the id itself. `classes` is the
/// number of codes. Throws Error(Fault::bad_model), also for a charset with codes of several outputs or with a script
/// that parts no words by spaces.
Charset read_charset(std::span<const std::byte> unicharset, std::span<const std::byte> recoder, bool recoded,
                     int classes, int null_code);

}  // namespace atagande::recognise
