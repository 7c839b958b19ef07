#include "libs/qr/qr.h"

#include <catch2/catch.hpp>
#include <string>

namespace creditproof::qr {
namespace {

// The 7 x 7 finder pattern of ISO/IEC 18004 6.3.3 with its corner at x, y.
bool HasFinder(const Matrix& matrix, int x, int y) {
  for (int row = 0; row < 7; ++row) {
    for (int column = 0; column < 7; ++column) {
      const int ring = std::max(std::abs(row - 3), std::abs(column - 3));
      if (matrix.at(x + column, y + row) != (ring != 2)) return false;
    }
  }
  return true;
}

TEST_CASE("A symbol has three finder patterns, and none at the fourth corner") {
  const auto matrix = Encode("HTTPS://CREDIT.EXAMPLE/V/ABC");
  REQUIRE(matrix.ok());
  const int far = matrix->size - 7;
  CHECK(HasFinder(*matrix, 0, 0));
  CHECK(HasFinder(*matrix, far, 0));
  CHECK(HasFinder(*matrix, 0, far));
  CHECK_FALSE(HasFinder(*matrix, far, far));
}

TEST_CASE("The format information names level M and mask 3") {
  // ISO/IEC 18004 annex C: level M (00), mask 011, after the XOR with
  // 101010000010010: 101101101001011. Its first 6 bits stand in row 8 from the
  // left.
  const auto matrix = Encode("A");
  REQUIRE(matrix.ok());
  const std::string first = "101101";
  for (int x = 0; x < 6; ++x) {
    CHECK(matrix->at(x, 8) == (first[static_cast<std::size_t>(x)] == '1'));
  }
}

TEST_CASE("Sizes follow the capacities of level M") {
  const auto [length, size] = GENERATE(table<int, int>(
      {{20, 21}, {21, 25}, {243, 53}, {262, 53}, {263, 57}, {311, 57}}));
  const auto matrix =
      Encode(std::string(static_cast<std::size_t>(length), 'A'));
  REQUIRE(matrix.ok());
  CHECK(matrix->size == size);
  CHECK(matrix->dark.size() == static_cast<std::size_t>(size * size));
}

TEST_CASE("The same text gives the same symbol, another text another") {
  CHECK(Encode("ABC")->dark == Encode("ABC")->dark);
  CHECK(Encode("ABC")->dark != Encode("ABD")->dark);
}

TEST_CASE("Texts that do not fit are refused") {
  const std::string text =
      GENERATE(std::string(), std::string(312, 'A'), std::string("a"),
               std::string("A?"), std::string("报告"));
  CHECK(Encode(text).status().code() == absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace creditproof::qr
