#include "libs/qr/read.h"

#include <catch2/catch.hpp>
#include <cstdint>
#include <string>
#include <vector>

namespace creditproof::qr {
namespace {

const std::string kText = "HTTPS://CREDIT.EXAMPLE/V/ABCDEFGHIJKLMNOPQRSTUVWXYZ";

TEST_CASE("What was drawn is read back") {
  const std::string text =
      GENERATE(std::string("A"), kText, std::string(311, 'Z'));
  CHECK(*Read(*Encode(text)) == text);
}

TEST_CASE("A symbol that is damaged beyond repair is not read") {
  Matrix matrix = *Encode(kText);
  const std::size_t half = matrix.dark.size() / 2;
  for (std::size_t i = half; i < matrix.dark.size(); ++i) {
    matrix.dark[i] = !matrix.dark[i];
  }
  CHECK(absl::IsInvalidArgument(Read(matrix).status()));
  CHECK(absl::IsInvalidArgument(Read({0, {}}).status()));
  CHECK(absl::IsInvalidArgument(
      Read({21, std::vector<std::uint8_t>(21 * 21)}).status()));
}

}  // namespace
}  // namespace creditproof::qr
