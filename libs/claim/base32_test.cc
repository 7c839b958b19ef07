#include "libs/claim/base32.h"

#include <catch2/catch.hpp>
#include <string>

namespace creditproof::claim {
namespace {

TEST_CASE("Base32 meets the vectors of RFC 4648 section 10, unpadded") {
  const auto [bytes, text] = GENERATE(table<std::string, std::string>({
      {"", ""},
      {"f", "MY"},
      {"fo", "MZXQ"},
      {"foo", "MZXW6"},
      {"foob", "MZXW6YQ"},
      {"fooba", "MZXW6YTB"},
      {"foobar", "MZXW6YTBOI"},
  }));
  CHECK(EncodeBase32(bytes) == text);
  CHECK(DecodeBase32(text).value() == bytes);
}

TEST_CASE("Base32 is read in one spelling only") {
  const std::string text =
      GENERATE("my", "MY======", "M", "MZX", "MZ", "M0", "M Y", "MZXW6YTBO");
  CHECK(DecodeBase32(text).status().code() ==
        absl::StatusCode::kInvalidArgument);
}

TEST_CASE("Base32 brings every byte back") {
  std::string bytes;
  for (int value = 0; value < 256; ++value) {
    bytes += static_cast<char>(value);
    CHECK(DecodeBase32(EncodeBase32(bytes)).value() == bytes);
  }
}

}  // namespace
}  // namespace creditproof::claim
