// The objects of a PDF file (ISO 32000-1 7.3).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace creditproof::pdfa {

struct Value {
  enum class Kind {
    kNull,
    kBoolean,
    kNumber,
    kString,
    kName,
    kArray,
    kDictionary,
    kStream,
    kReference,
  };

  Kind kind = Kind::kNull;
  double number = 0;  // also of what is referred to; 1: true
  std::string text;   // of a string or name; the bytes of a stream, as they lie
  std::vector<Value> items;
  std::map<std::string, Value, std::less<>> entries;  // of a stream, too

  // Null where there is none.
  const Value& operator[](absl::string_view key) const;

  bool Is(Kind wanted) const { return kind == wanted; }
  bool IsNull() const { return kind == Kind::kNull; }
  bool IsName(absl::string_view name) const {
    return kind == Kind::kName && text == name;
  }
  bool IsTrue() const { return kind == Kind::kBoolean && number == 1; }
  bool HasEntries() const {
    return kind == Kind::kDictionary || kind == Kind::kStream;
  }
  int integer() const { return static_cast<int>(number); }
};

}  // namespace creditproof::pdfa
