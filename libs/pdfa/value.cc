#include "libs/pdfa/value.h"

namespace creditproof::pdfa {

const Value& Value::operator[](absl::string_view key) const {
  static const auto* const nothing = new Value();
  const auto found = entries.find(key);
  return found == entries.end() ? *nothing : found->second;
}

}  // namespace creditproof::pdfa
