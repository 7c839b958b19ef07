// Subjects that do not exist.
#pragma once

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace creditproof::datagen {

struct InventedSubject {
  std::string code;  // valid; its organisation code begins with TE1
  std::string name;
  std::string operator_name;
  absl::string_view entity_type;
  absl::string_view status;
  absl::string_view prefecture;   // name
  absl::string_view region_code;  // of the prefecture
  std::string address;
  std::string founded_date;
};

// Subject `index` of those that follow from `seed`. The same for every kind of
// file, so that records name subjects of the registration file.
InventedSubject InventSubject(std::uint64_t seed, std::uint64_t index);

}  // namespace creditproof::datagen
