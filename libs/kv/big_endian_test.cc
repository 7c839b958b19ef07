#include "libs/kv/big_endian.h"

#include <catch2/catch.hpp>
#include <cstdint>
#include <limits>
#include <string>

namespace creditproof::kv {
namespace {

TEST_CASE("A number is written with its most significant byte first") {
  CHECK(BigEndian<std::uint32_t>(0x01020304) == "\x01\x02\x03\x04");
  CHECK(BigEndian<std::uint64_t>(1) == std::string("\0\0\0\0\0\0\0\x01", 8));
  CHECK(BigEndian<std::uint8_t>(0xff) == "\xff");
}

TEST_CASE("Keys order as their numbers do and read back") {
  const std::uint64_t numbers[] = {
      0,          1,           127,
      128,        255,         256,
      0xffffffff, 0x100000000, std::numeric_limits<std::uint64_t>::max()};
  std::string before;
  for (const std::uint64_t number : numbers) {
    const std::string key = BigEndian(number);
    CHECK(ReadBigEndian<std::uint64_t>(key + "more") == number);
    CHECK(before < key);
    before = key;
  }
}

}  // namespace
}  // namespace creditproof::kv
