// Bytes of a PDF file to values and keywords (ISO 32000-1 7.2).
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "libs/pdfa/value.h"

namespace creditproof::pdfa {

struct Token {
  enum class Kind { kValue, kKeyword, kEnd, kMalformed };
  Kind kind;
  Value value;
  std::string keyword;  // obj, endobj, Tj ...

  bool Is(absl::string_view wanted) const {
    return kind == Kind::kKeyword && keyword == wanted;
  }
};

// Takes references for values within arrays and dictionaries only.
class Lexer {
 public:
  explicit Lexer(absl::string_view bytes, std::size_t at = 0)
      : bytes_(bytes), at_(at) {}

  Token Next() { return Read(0); }
  std::size_t at() const { return at_; }

 private:
  Token Read(int depth);
  void SkipBlanks();
  Token ReadName();
  Token ReadString();
  Token ReadHexString();
  Token ReadArray(int depth);
  Token ReadDictionary(int depth);
  Token ReadRegular();
  // False when they do not end in `close`.
  bool ReadItems(absl::string_view close, int depth, std::vector<Value>& items);
  bool Take(absl::string_view expected);

  absl::string_view bytes_;
  std::size_t at_;
};

}  // namespace creditproof::pdfa
