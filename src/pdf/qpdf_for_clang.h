// Stands in for qpdf/JSON.hh, which clang refuses under C++20 together with libstdc++: a constexpr vector of a class
// that is not complete yet. Only names are needed here, as nothing in this project calls qpdf's JSON. Included first by
// every file of the rooms that use qpdf, where the compiler is clang (presets tidy and fuzz).
#pragma once

#define JSON_HH

#include <string>

class JSON {
 public:
  class Reactor {
   public:
    virtual ~Reactor() = default;
    virtual void dictionaryStart() = 0;
    virtual void arrayStart() = 0;
    virtual void containerEnd(JSON const& value) = 0;
    virtual void topLevelScalar() = 0;
    virtual bool dictionaryItem(std::string const& key, JSON const& value) = 0;
    virtual bool arrayItem(JSON const& value) = 0;
  };
};
