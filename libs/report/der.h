// The few pieces of DER (ITU-T X.690) that a signature is made of.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace creditproof::report::der {

enum Tag : unsigned char {
  kInteger = 0x02,
  kOctetString = 0x04,
  kGeneralizedTime = 0x18,
  kSequence = 0x30,
  kSet = 0x31,
  kContext0 = 0xA0,  // [0], constructed
  kContext1 = 0xA1,
  kDirectoryName = 0xA4,
};

// Tag, length, `content`.
std::string Value(Tag tag, absl::string_view content);

// The length of the value that `bytes` begins with, tag and length included.
// 0 when there is none in the shortest form, or it is cut off.
std::size_t ValueSize(absl::string_view bytes);

// What `value` holds behind tag and length. Empty when it is no value.
absl::string_view Content(absl::string_view value);

// The values that `value` holds, up to where none is.
std::vector<absl::string_view> Children(absl::string_view value);

// The value that `path` leads to: at each step the one with this index, from 0,
// among those that the value before holds. Empty when there is none.
absl::string_view At(absl::string_view value, absl::Span<const int> path);

}  // namespace creditproof::report::der
