#include "libs/report/der.h"

#include <catch2/catch.hpp>
#include <string>

namespace creditproof::report::der {
namespace {

TEST_CASE("Lengths are written in the shortest form and read back") {
  const auto [size, header] = GENERATE(
      table<std::size_t, std::string>({{0, {"\x04\x00", 2}},
                                       {127, "\x04\x7F"},
                                       {128, "\x04\x81\x80"},
                                       {256, {"\x04\x82\x01\x00", 4}},
                                       {65536, {"\x04\x83\x01\x00\x00", 5}}}));
  const std::string value = Value(kOctetString, std::string(size, 'x'));
  CHECK(value == header + std::string(size, 'x'));
  CHECK(ValueSize(value + "more") == value.size());
  CHECK(ValueSize(value.substr(0, value.size() - 1)) == 0);
}

TEST_CASE("Lengths that are not in the shortest form are refused") {
  const std::string head =
      GENERATE(std::string("\x04\x80", 2), std::string("\x04\x81\x7F", 3),
               std::string("\x04\x82\x00\x80", 4),
               std::string("\x04\x84\x00\x00\x01\x00", 6));
  CHECK(ValueSize(head + std::string(512, 'x')) == 0);
}

TEST_CASE("A value is found by its place, or not at all") {
  const std::string number = Value(kInteger, "7");
  const std::string text = Value(kOctetString, std::string(200, 'x'));
  const std::string tree = Value(kSequence, number + Value(kSet, text));
  CHECK(At(tree, {}) == tree);
  CHECK(At(tree + "more", {}) == tree);
  CHECK(At(tree, {0}) == number);
  CHECK(At(tree, {1, 0}) == text);
  CHECK(Content(At(tree, {1, 0})) == std::string(200, 'x'));
  CHECK(At(tree, {2}).empty());
  CHECK(At(tree, {1, 1}).empty());
  CHECK(At(tree, {0, 0}).empty());
  CHECK(At(absl::string_view(tree).substr(0, 100), {0}).empty());
  CHECK(Content("").empty());
}

}  // namespace
}  // namespace creditproof::report::der
