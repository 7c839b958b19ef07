// A PDF file as its objects, for the rules to be asked of.
#pragma once

#include <map>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "libs/pdfa/rules.h"
#include "libs/pdfa/value.h"

namespace creditproof::pdfa {

class File {
 public:
  // Reads what the one cross-reference table leads to; what is amiss on the way
  // goes to `findings`. Nothing when there is no table or trailer to start
  // from.
  static absl::optional<File> Read(absl::string_view pdf, Findings& findings);

  const Value& trailer() const { return trailer_; }
  const Value& catalogue() const { return Follow(trailer_["Root"]); }
  const std::map<int, Value>& objects() const { return objects_; }

  // What `value` refers to, or itself.
  const Value& Follow(const Value& value) const;

  // Inflated where it says so; nothing when that fails, or it is no stream.
  absl::optional<std::string> Bytes(const Value& stream) const;

 private:
  std::map<int, Value> objects_;
  Value trailer_;
};

}  // namespace creditproof::pdfa
